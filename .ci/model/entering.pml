/*
 * Entering (PROTOCOL.md, sections 4, 5 and 7) with an attacker, Mallory, who is the
 * network: Gus dials Hanna, but where the connection leads is Mallory's choice, and
 * Mallory may dial Hanna as well. Cryptography is symbolic: a tag is what it is
 * computed from, and only who owns one of the two scalars and knows the password can
 * compute it; all others can be repeated. Signatures likewise. TLS keeps what passes
 * between its two ends, so Mallory forges only on connections that end at Mallory.
 *
 * With INSIDER Mallory knows the password, as a member does.
 */
#define GUS 1
#define HANNA 2
#define MALLORY 3

/* Connections, by what their exporter is. */
#define FIRST 1		/* Gus to Hanna, or to Mallory */
#define SECOND 2	/* Mallory to Hanna */

/* Shares, by who owns the scalar: Hanna has one for each connection. */
#define OF_GUS 1
#define OF_HANNA(c) (1 + c)
#define OF_MALLORY 4

/* A tag: the exporter in the generator, both shares and identities, and whose tag
   it is: the share and identity of its maker. */
typedef Tag { byte exporter, a, b, ida, idb, maker, makerID; bool known }
/* A statement: who says to join over which connection. */
typedef Statement { byte by, over }

Tag ofGus, ofHanna[3];		/* what was sent, and so can be repeated */
Statement said;			/* Gus's */
bool direct;			/* the first connection leads to Hanna */
bool hannaDone[3];
bool proved[3];			/* Hanna found the password right on this connection */
byte listed[3];			/* whom she lists for it, once all was right */
byte signedFor[3];		/* whom her epoch, sent over it, lets in */
bool gusProved = false;		/* Gus took the other end for one that knows the password */
byte gusIn = 0;			/* whose chat Gus is in */

#ifdef NO_EXPORTER
#define bound(c) 0
#else
#define bound(c) c
#endif

#ifdef INSIDER
#define knowsPassword true
#else
#define knowsPassword false
#endif

inline set(t, e, sa, sb, ia, ib, m, mi) {
	t.exporter = e; t.a = sa; t.b = sb; t.ida = ia; t.idb = ib; t.maker = m; t.makerID = mi; t.known = true
}

#define equal(t, u) (t.known && t.exporter == u.exporter && t.a == u.a && t.b == u.b && t.ida == u.ida && t.idb == u.idb && t.maker == u.maker && t.makerID == u.makerID)

/* Mallory can send a tag that was seen, or one that Mallory can compute. */
#define sendable(t) (equal(ofGus, t) || equal(ofHanna[FIRST], t) || equal(ofHanna[SECOND], t) || (knowsPassword && (t.a == OF_MALLORY || t.b == OF_MALLORY)))

/* Hanna's end of a connection. On the first, if it is direct, nobody but Gus speaks. */
proctype hanna(byte c) {
	byte share, id;
	Tag want;
	if	/* Hello and Try */
	:: c == FIRST -> (ofGus.known); share = OF_GUS; id = GUS
	:: c == SECOND -> share = OF_GUS; id = GUS		/* handed on */
	:: c == SECOND -> share = OF_MALLORY; id = GUS
	:: c == SECOND -> share = OF_MALLORY; id = MALLORY
	:: c == SECOND -> share = OF_GUS; id = MALLORY
	fi;
	/* Share is out. Confirm: */
	atomic {
		set(want, bound(c), share, OF_HANNA(c), id, HANNA, share, id);
		if
		:: c == FIRST && equal(ofGus, want)
		:: c == SECOND && sendable(want)
		fi;
		proved[c] = true;
		set(ofHanna[c], bound(c), share, OF_HANNA(c), id, HANNA, OF_HANNA(c), HANNA)	/* Proof */
	}
	/* Join: a statement by the identity of Hello, for this connection. */
	atomic {
		if
#ifdef NO_BINDING
		:: id == GUS && said.by == GUS
#else
		:: id == GUS && said.by == GUS && said.over == c
#endif
		:: c == SECOND && id == MALLORY			/* Mallory's own */
		fi;
		listed[c] = id;
		signedFor[c] = id				/* the Epoch, signed */
	}
	hannaDone[c] = true
}

/* Gus's end of the first connection. */
proctype gus() {
	byte share, host;
	Tag want, mine;
	/* Greeting and Share */
	if
	:: direct -> host = HANNA; share = OF_HANNA(FIRST)
	:: !direct -> host = HANNA; share = OF_HANNA(SECOND)	/* handed on */
	:: !direct -> host = HANNA; share = OF_MALLORY
	:: !direct -> host = MALLORY; share = OF_MALLORY
	:: !direct -> host = GUS; share = OF_GUS		/* reflected */
	fi;
#ifndef NO_REFLECTION
	(share != OF_GUS);
#endif
	atomic {
		set(mine, bound(FIRST), OF_GUS, share, GUS, host, OF_GUS, GUS);
		set(ofGus, bound(FIRST), OF_GUS, share, GUS, host, OF_GUS, GUS)		/* Confirm */
	}
	atomic {
		set(want, bound(FIRST), OF_GUS, share, GUS, host, share, host);
		if
		:: direct && equal(ofHanna[FIRST], want)
		:: !direct && sendable(want)
		fi;
		gusProved = true;
		said.by = GUS; said.over = FIRST					/* Join */
	}
	/* Epoch: signed by the host's identity, with Gus's own entry on it. */
	atomic {
		if
		:: direct && signedFor[FIRST] == GUS
		:: !direct && host == MALLORY					/* its own chat */
		:: !direct && host == HANNA && signedFor[SECOND] == GUS		/* handed on */
#ifdef NO_HOST_SIGNATURE
		:: !direct && host == HANNA
#endif
		fi;
		gusIn = host
	}
}

init {
	atomic {
		if
		:: direct = true
		:: direct = false
		fi;
		if
		:: direct -> run hanna(FIRST)
		:: else
		fi;
		run hanna(SECOND);
		run gus()
	}
}

/* Who does not know the password is taken for nobody who does. */
ltl passwordNeeded { [] (!proved[SECOND] && (gusProved -> direct)) }
/* Hanna never lists Gus for a connection that is not his. */
ltl onlyGusIsGus { [] (listed[SECOND] != GUS) }
/* If Gus is in Hanna's chat, nobody is between them. */
ltl onlyHannaIsHanna { [] (gusIn == HANNA -> (direct && listed[FIRST] == GUS)) }
/* That it works at all: to be broken. */
ltl nobodyEnters { [] (gusIn != HANNA) }
