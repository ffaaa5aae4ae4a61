/*
 * Admission (PROTOCOL.md, section 4): what a household gets that tries passwords
 * over several connections at once, comes again, hangs up when it likes, and does
 * not know the right one. Each connection is a process of the attacker's; the host's
 * counts are global, as its door is one. Checks that a macro takes out must make
 * spin find a trail: see run.
 */
#define CONNECTIONS 3
#define ROUND 3		/* wrong tries to a disconnection */
#define LIMIT 6		/* wrong tries to a block */

byte wrong = 0;		/* counted and settled */
byte trying = 0;	/* a Share is out or about to be, no verdict yet */
byte guesses = 0;	/* Shares that the attacker ever got for a wrong password */
bool blocked = false;
bool onDisk = true;	/* what is on disk holds every try whose Share is out */

inline settleWrong() {
	trying--;
	wrong++;
	if
	:: wrong >= LIMIT -> blocked = true
	:: else
	fi
}

proctype connection() {
	byte tried = 0;
	bool mine = false;
	do
	:: tried >= ROUND -> break		/* disconnected */
	:: tried < ROUND ->
		/* Try: the host grants it only if those in flight leave room. */
		atomic {
			if
			:: blocked -> goto end
#ifdef NO_IN_FLIGHT
			:: !blocked && wrong < LIMIT -> trying++; mine = true
			:: wrong >= LIMIT -> goto end
#else
			:: !blocked && wrong + trying < LIMIT -> trying++; mine = true
			:: wrong + trying >= LIMIT -> goto end
#endif
			fi;
#ifdef LATE_COUNT
			onDisk = false;
#endif
		}
		/* Share: the attacker has what it needs for one guess. */
		guesses++;
		tried++;
		if
		:: atomic { mine = false; onDisk = true; settleWrong() }	/* Confirm */
		:: break			/* hangs up without one */
		fi
	od;
end:
	atomic {
		if
		:: mine ->
			mine = false;
			onDisk = true;
#ifdef HANGING_UP_IS_FREE
			trying--
#else
			settleWrong()
#endif
		:: else
		fi
	}
}

init {
	byte i = 0;
	atomic {
		do
		:: i < CONNECTIONS -> run connection(); i++
		:: else -> break
		od;
		/* They come again when they were disconnected. */
		run connection();
	}
}

/* No household gets more guesses than it may, however it connects. */
ltl sixGuesses { [] (guesses <= LIMIT) }
/* What is over the limit is blocked, and stays so. */
ltl blockedInTheEnd { [] ((wrong >= LIMIT) -> [] blocked) }
/* A crash at any moment gives no try back. */
ltl countedFirst { [] onDisk }
