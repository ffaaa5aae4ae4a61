/*
 * Admission (PROTOCOL.md, section 4): what a household gets that tries passwords
 * over several connections at once, comes again, hangs up when it likes, does not
 * know the right one, and makes the host crash. Each connection is a process of the
 * attacker's; the host's counts are global, as its door is one. Checks that a macro
 * takes out must make spin find a trail: see run.
 */
#define CONNECTIONS 3	/* at a time */
#define ROUND 3		/* wrong tries to a disconnection */
#define LIMIT 6		/* wrong tries to a block */
#define CRASHES 1

byte wrong = 0;		/* counted and settled */
byte trying = 0;	/* granted, no verdict yet */
byte kept = 0;		/* wrong tries on disk: those in flight are among them */
byte guesses = 0;	/* Shares that the attacker ever got for a wrong password */
byte life = 0;		/* of the host's program; a crash ends connections */
bool blocked = false;

/* What is written before a Share goes out, and after a verdict. */
inline keep() {
#ifdef LATE_COUNT
	kept = wrong
#else
	kept = wrong + trying
#endif
}

/* A Grant: the try is on disk and the Share goes out. */
inline grant() {
	trying++;
	keep();
	if
	:: guesses <= LIMIT -> guesses++
	:: else
	fi
}

inline settle() {
	trying--;
#ifdef HANGING_UP_IS_FREE
	if
	:: confirmed -> wrong++
	:: else
	fi;
#else
	wrong++;
#endif
	keep();
	blocked = (wrong >= LIMIT)
}

proctype connection() {
	byte born, tried;
	bool confirmed, open;
	do
	:: atomic {			/* dials, again and again; refused if blocked */
		!blocked && guesses <= LIMIT;
		born = life; tried = 0; open = true
	   }
	   do
	   :: open && tried < ROUND ->
		if
		:: atomic { life != born -> open = false }
#ifdef NO_IN_FLIGHT
		:: atomic { life == born && wrong < LIMIT -> grant(); confirmed = false }
#else
		:: atomic { life == born && wrong + trying < LIMIT -> grant(); confirmed = false }
#endif
		:: atomic { life == born && blocked -> open = false; goto over }
		fi;
		if
		:: open ->
			tried++;
			if
			:: confirmed = true		/* shows a tag, which is wrong */
			:: open = false			/* hangs up with its guess */
			fi;
			atomic {
				if
				:: life == born -> settle()
				:: else -> open = false
				fi
			}
		:: !open
		fi
	   :: !open || tried >= ROUND -> break
	   od
	od;
over:	skip
}

/* The host's program dies at any moment and comes back with what is on disk. */
proctype crash() {
	byte n = 0;
	do
	:: n < CRASHES -> atomic {
		life++; n++;
#ifdef NOTHING_KEPT
		kept = 0;
#endif
		wrong = kept; trying = 0;
		blocked = (wrong >= LIMIT)
	   }
	:: break
	od
}

init {
	byte i = 0;
	atomic {
		do
		:: i < CONNECTIONS -> run connection(); i++
		:: else -> break
		od;
		run crash()
	}
}

/* No household gets more guesses than it may, however it connects. */
ltl sixGuesses { [] (guesses <= LIMIT) }
/* A block lasts. */
ltl blockHolds { [] (blocked -> [] blocked) }
/* That six are got at all: to be broken. */
ltl fiveGuesses { [] (guesses < LIMIT) }
