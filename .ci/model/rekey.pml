/*
 * Joining, leaving and rekeying (PROTOCOL.md, sections 7 to 9) with a host that may
 * lie: it shows members lists, hands on or keeps back what it likes, and may show
 * two members two different epochs of one number. Ann speaks; Bob and Eve are
 * members or not. Keys are sets of readers: whoever is on the list that the speaker
 * holds when a key is made can open what is said under it.
 *
 * Epoch 1: Ann, Bob, Eve.  Then Eve is removed.  Then Cy comes in.
 */
#define ANN 1
#define BOB 2
#define EVE 4
#define CY  8

#define MAX 3

byte shownAnn[MAX + 1];		/* the list that each epoch had for Ann */
byte shownBob[MAX + 1];
byte epochAnn = 0, epochBob = 0;
byte saidIn[MAX + 1];		/* who can open what Ann said in an epoch */
bool annSpoke[MAX + 1];
bool alarm = false;		/* Ann or Bob is told that the other differs */
bool silence = false;		/* or that nothing comes from the other */
bool settled = false;		/* a minute has passed since the last epoch */

/* The host's lists: honest, or without what it wants to hide from Bob. */
inline list(n, result) {
	if
	:: n == 1 -> result = ANN | BOB | EVE
	:: n == 2 -> result = ANN | BOB
	:: n == 3 -> result = ANN | BOB | CY
	fi
}

proctype host() {
	byte n = 1, truth;
	do
	:: n > MAX -> break
	:: n <= MAX ->
		list(n, truth);
		atomic {
			shownAnn[n] = truth;
			epochAnn = n;
			if
			:: shownBob[n] = truth
			:: shownBob[n] = truth & ~CY	/* hides Cy from Bob */
			:: shownBob[n] = truth | EVE	/* or that Eve is gone */
			fi;
			epochBob = n
		};
#ifdef HANDED_ON
		/* who comes in is given the key of before */
		saidIn[n - 1] = saidIn[n - 1] | shownAnn[n];
#endif
		/* Ann may say something now, under a key for those on her list. */
		if
		:: atomic {
			annSpoke[n] = true;
#ifdef OLD_KEY
			/* the key of the first epoch is used on */
			saidIn[n] = shownAnn[1]
#else
			saidIn[n] = shownAnn[n]
#endif
		}
		:: true
		fi;
		n++
	od;
	/* Heads: each names the epoch's hash, which covers the list. The host hands
	   them on, or keeps them back for good. */
	if
	:: atomic {
#ifndef NO_COMPARISON
		if
		:: shownAnn[MAX] != shownBob[MAX] -> alarm = true
		:: shownAnn[MAX - 1] != shownBob[MAX - 1] -> alarm = true
		:: shownAnn[MAX] == shownBob[MAX] && shownAnn[MAX - 1] == shownBob[MAX - 1]
		fi
#else
		skip
#endif
	}
	:: true ->
#ifndef NO_SILENCE
		silence = true
#else
		skip
#endif
	fi;
	settled = true
}

init { run host() }

#define eveReads2	(annSpoke[2] && (saidIn[2] & EVE))
#define eveReads3	(annSpoke[3] && (saidIn[3] & EVE))
#define cyReadsEarlier	((annSpoke[1] && (saidIn[1] & CY)) || (annSpoke[2] && (saidIn[2] & CY)))
#define differ		(shownAnn[2] != shownBob[2] || shownAnn[3] != shownBob[3])

/* Who was removed reads nothing that is said afterwards. */
ltl removedReadsNothing { [] (!eveReads2 && !eveReads3) }
/* Who comes later reads nothing from before. */
ltl newcomerReadsNothing { [] !cyReadsEarlier }
/* Two members who are shown different lists are told, or hear nothing any more
   and are told that. */
ltl equivocationIsFound { [] ((settled && differ) -> (alarm || silence)) }
/* That something is said at all while Eve listens: to be broken. */
ltl eveReadsNothing { [] !(annSpoke[1] && (saidIn[1] & EVE)) }
