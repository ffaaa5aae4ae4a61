/*
 * Heads and transcripts (PROTOCOL.md, section 9): a host that shows Ann and Bob
 * different messages, and hands on to Bob, keeps back or repeats what Ann signs; Ann
 * is in Bob's place towards Bob's heads. Time goes in periods, in each of which both
 * sign a head. One message can be delivered in an epoch, 1 or 2: that number, or 0
 * for none, stands for the transcript. Two epochs of one number differ if the host
 * states different transcripts in them.
 */
#define PERIODS 7
#define PATIENCE 2	/* periods without a sign of life */
#define MINUTE 4	/* periods that it takes at most, the first and last not whole */

byte now = 0;			/* the period */
byte ann = 0, bob = 0;		/* what each was shown in the current epoch */
byte annIn = 1, bobIn = 1;	/* its hash: 1, or 10 and the transcript stated in the second */
byte headOf[8], headIn[8];	/* Ann's heads by period: transcript and epoch */
byte answers[8];		/* the period of Bob's newest head that each has seen */
byte heard = 0;			/* the same, of the next */
byte last = 0;			/* of Bob's heads, the newest that Ann has answered */
byte quiet = 0;			/* periods without a sign of life, for Bob */
bool told = false;		/* Bob is told that something is wrong with Ann or the host */
byte lacks = 0;			/* periods since Ann was shown what Bob was not */
bool wereApart = false;		/* they were when the first epoch ended */
byte second = 0;		/* periods of the second epoch */

/* Both get what somebody said, or only one, or each something else. */
inline speak() {
	if
	:: skip
	:: ann == 0 && bob == 0 -> ann = 1; bob = 1
#ifndef HONEST
	:: ann == 0 -> ann = 1
	:: bob == 0 -> bob = 1
	:: ann == 0 && bob == 0 -> ann = 1; bob = 2
#endif
	fi
}

/* The second epoch states a transcript of the first to each of them; Ann's is right
   for her, or she is told and asks Bob. */
inline change() {
	wereApart = (ann != bob);
#ifdef NO_TRANSCRIPT
	annIn = 10; bobIn = 10;
#else
	annIn = 10 + ann;
	if
	:: bobIn = 10 + bob
#ifndef HONEST
	:: bobIn = 10 + ann; told = (ann != bob)
#endif
	fi;
#endif
	ann = 0; bob = 0
}

/* Bob takes Ann's head of some period. */
inline take(period) {
	if	/* of another list or refused as old; counts what never came; differs */
	:: headIn[period] != bobIn || (headOf[period] != 0 && headOf[period] != bob) -> told = true
	:: else
	fi;
#ifndef NO_ANSWERS
	/* Ann is as quiet as the head of his is old that she has answered. */
	if
	:: answers[period] > last -> last = answers[period]
	:: else
	fi;
	quiet = now - last - 1
#else
	quiet = 0
#endif
}

inline pass() {
	if
	:: take(now)
#ifndef HONEST
	:: quiet++				/* kept back */
#ifdef REPEATS
	:: now > 1 -> old = 1;			/* an older one instead */
	   do
	   :: old < now - 1 -> old++
	   :: break
	   od;
	   take(old);
	   old = 0
#endif
#endif
	fi;
#ifndef NO_SILENCE
	told = told || quiet > PATIENCE
#endif
}

active proctype host() {
	byte old = 0;
	do
	:: now < PERIODS && !told ->
		now++;
		if
		:: second == 0 && now > 1 -> change(); second = 1
		:: second > 0 -> second++
		:: second == 0
		fi;
		speak();
		headOf[now] = ann; headIn[now] = annIn; answers[now] = heard;
		if
		:: heard = now			/* Bob's head comes to Ann */
#ifndef HONEST
		:: ann != bob || annIn != bobIn	/* or not, if she would be told by it */
#endif
		fi;
		pass();
		atomic {
			if
			:: (ann != 0 && ann != bob) || annIn != bobIn -> lacks++
			:: else -> lacks = 0
			fi
		}
	:: else -> break
	od
}

/* Who is not shown what somebody else is, or another list, is told within a minute. */
ltl lackIsTold { [] (lacks > MINUTE -> told) }
/* If either was, both are told in the next epoch at the latest. */
ltl toldInTheNext { [] ((wereApart && second > MINUTE) -> told) }
/* An honest host makes nobody be told anything. */
ltl noFalseAlarm { [] !told }
