-- ledger.post again: it does the same in less of PostgreSQL's time, and what it tells, it tells as one value.
--
-- Posts entries, each as if alone and in their order. Tells of those that were not posted: refused, and at which line,
-- or repeated; NULL where all were. Accounts come in the order in which they are locked, each once, and no name comes
-- twice. Lines come by entry, in the order of their accounts, credits before debits: a balance is lowest at its entry's
-- end, and a bound that holds there holds on the way. An entry is booked when it says, or else at `moment`; a posting to a
-- customer's account not before the one before it: so a statement by time is a statement by number. A reversal names an
-- entry of the same owner, which nothing has reversed yet. Where entries are `linked`, a refusal of one is the refusal of
-- all. What entries rarely have (`effective`, `booked`, `reversed`) may come as an empty array.
DROP FUNCTION ledger.post;
CREATE FUNCTION ledger.post(
    turn uuid, moment timestamptz,
    account_owners bigint[], account_ids bigint[],
    entry_ids uuid[], owners bigint[], names text[], currencies text[], effective date[],
    booked timestamptz[], reversed uuid[], digests bytea[], linked boolean, last_lines integer[],
    places integer[], debited bigint[], credited bigint[],
    summaries text[], counterparties text[], categories text[], channels text[], memos text[], details bytea[]
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
-- A plan made while the tables were small must not read them whole when they have grown.
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
#variable_conflict use_column
DECLARE
    -- By account.
    moneys     text[];
    signs      integer[]; -- what a credit does to the balance
    leasts     bigint[];
    mosts      bigint[];
    debits     bigint[];
    credits    bigint[];
    takes      boolean[];
    gives      boolean[];
    seqs       bigint[];
    heads      bytea[];
    lasts      timestamptz[]; -- when a customer's account was last posted to
    -- By entry, by line.
    entry_on   date[];
    line_entry integer[];
    line_seq   bigint[];
    line_after bigint[];
    line_at    timestamptz[];
    line_link  bytea[];
    -- Of the one at hand.
    a          integer;
    first_line integer := 1;
    surplus    bigint := 0;
    stamp      timestamptz;
    day        date;
    said       bytea;
    n          integer;
    outcome    text;
    entry_id   uuid;
    booked_at  timestamptz;
    line       integer;
    told       jsonb[];
BEGIN
    -- One entry on as many accounts as it has lines is what a turn posts. It is tried without looking first: its
    -- conditions, the bound and the unique name are the checks. Where one fails nothing of it stays, and what follows
    -- finds out why. Each expression costs as much to set up as to work out, so there are few: an account with a cap
    -- goes the other way.
    IF cardinality(entry_ids) = 1 AND cardinality(account_ids) = cardinality(places) AND reversed[1] IS NULL THEN
        FOR l IN 1..cardinality(places) LOOP
            surplus := surplus + credited[l] - debited[l];
        END LOOP;
        stamp := coalesce(booked[1], moment);
        day := coalesce(effective[1], (stamp AT TIME ZONE 'Asia/Shanghai')::date);
        said := int8send(owners[1]) || uuid_send(entry_ids[1]) || uuid_send(turn)
            || timestamptz_send(stamp) || date_send(day) || digests[1];
        BEGIN
            WITH noted AS (
                INSERT INTO ledger.entries (
                       owner, entry_id, turn_id, name, currency, booked_at, effective_on, digest)
                VALUES (owners[1], entry_ids[1], turn, names[1], currencies[1], stamp, effective[1], digests[1])
            ), moved AS (
                UPDATE ledger.accounts AS x
                   SET debits_posted_fen = x.debits_posted_fen + debited[l],
                       credits_posted_fen = x.credits_posted_fen + credited[l],
                       seq = x.seq + 1,
                       head = sha256(
                           x.head || int8send(x.owner) || int8send(x.account_id) || int8send(x.seq + 1)
                           || int8send(credited[l] - debited[l]) || timestamptz_send(greatest(stamp, x.booked_at))
                           || said || coalesce(details[l], '')
                       ),
                       booked_at = CASE WHEN x.owner > 64 THEN greatest(stamp, x.booked_at) END
                  FROM generate_series(1, cardinality(places)) AS l
                 WHERE x.owner = account_owners[l] AND x.account_id = account_ids[l]
                   AND x.currency = currencies[1]
                   AND CASE WHEN debited[l] > 0 THEN x.debits_open ELSE x.credits_open END
                   AND x.most_fen IS NULL
                RETURNING l, x.owner, x.account_id, x.seq, x.booked_at, x.head,
                       CASE x.side
                           WHEN 'C' THEN x.credits_posted_fen - x.debits_posted_fen
                           ELSE x.debits_posted_fen - x.credits_posted_fen
                       END AS balance
            )
            INSERT INTO ledger.postings (
                   owner, account_id, seq, entry_owner, entry_id, turn_id, side, amount_fen, balance_after_fen,
                   booked_at, effective_on, summary, counterparty, category, channel, memo, details_digest, link)
            SELECT owner, account_id, seq, owners[1], entry_ids[1], turn,
                   CASE WHEN debited[l] > 0 THEN 'D'::ledger.side ELSE 'C' END, debited[l] + credited[l],
                   CASE WHEN booked_at IS NOT NULL THEN balance END, coalesce(booked_at, stamp), day,
                   summaries[l], counterparties[l], categories[l], channels[l], memos[l], details[l], head
              FROM moved;
            GET DIAGNOSTICS a = ROW_COUNT;
            IF a < cardinality(places) OR surplus <> 0 THEN
                RAISE no_data_found;
            END IF;
            RETURN NULL;
        EXCEPTION
            WHEN no_data_found OR check_violation OR unique_violation THEN
                NULL;
        END;
    END IF;

    -- One lateral look-up after the other, so the rows are locked in the order in which the accounts came.
    SELECT array_agg(x.currency), array_agg(CASE x.side WHEN 'C' THEN 1 ELSE -1 END),
           array_agg(x.least_fen + CASE x.side WHEN 'C' THEN x.debits_pending_fen ELSE x.credits_pending_fen END),
           array_agg(x.most_fen - CASE x.side WHEN 'C' THEN x.credits_pending_fen ELSE x.debits_pending_fen END),
           array_agg(x.debits_posted_fen), array_agg(x.credits_posted_fen),
           array_agg(x.debits_open), array_agg(x.credits_open),
           array_agg(x.seq), array_agg(x.head), array_agg(x.booked_at)
      INTO moneys, signs, leasts, mosts, debits, credits, takes, gives, seqs, heads, lasts
      FROM generate_series(1, cardinality(account_ids)) AS i
      LEFT JOIN LATERAL (
           SELECT *
             FROM ledger.accounts AS y
            WHERE (y.owner, y.account_id) = (account_owners[i], account_ids[i])
              FOR NO KEY UPDATE
           ) AS x ON true;

    FOR n, entry_id, booked_at, outcome IN
        SELECT i, e.entry_id, e.booked_at, CASE WHEN e.digest = digests[i] THEN 'repeated' ELSE 'name_reused' END
          FROM generate_series(1, cardinality(names)) AS i
          JOIN ledger.entries AS e ON (e.owner, e.name) = (owners[i], names[i])
    LOOP
        told := told || jsonb_build_object(
            'n', n, 'outcome', outcome, 'entry', entry_id,
            'booked', (extract(epoch FROM booked_at - timestamptz '2000-01-01 00:00Z') * 1000000)::bigint
        );
        entry_ids[n] := NULL;
        IF linked AND outcome = 'name_reused' THEN
            RETURN to_jsonb(told);
        END IF;
    END LOOP;

    -- Whoever else reverses the same entry waits above for its accounts, so this sees what is committed.
    FOR n, outcome IN
        SELECT i, CASE WHEN e.entry_id IS NULL THEN 'no_such_entry' ELSE 'already_reversed' END
          FROM generate_series(1, cardinality(reversed)) AS i
          LEFT JOIN ledger.entries AS e ON (e.owner, e.entry_id) = (owners[i], reversed[i])
          LEFT JOIN ledger.entries AS r ON (r.owner, r.reverses) = (owners[i], reversed[i])
         WHERE reversed[i] IS NOT NULL AND entry_ids[i] IS NOT NULL
           AND (e.entry_id IS NULL OR r.entry_id IS NOT NULL)
    LOOP
        told := told || jsonb_build_object('n', n, 'outcome', outcome);
        entry_ids[n] := NULL;
        IF linked THEN
            RETURN to_jsonb(told);
        END IF;
    END LOOP;

    FOR e IN 1..cardinality(entry_ids) LOOP
        IF entry_ids[e] IS NOT NULL THEN
            outcome := NULL;
            surplus := 0;
            FOR l IN first_line..last_lines[e] LOOP
                a := places[l];
                debits[a] := debits[a] + debited[l];
                credits[a] := credits[a] + credited[l];
                surplus := surplus + credited[l] - debited[l];
                line_after[l] := signs[a] * (credits[a] - debits[a]);
                line := l;
                outcome := CASE
                    WHEN moneys[a] IS NULL THEN 'no_such_account'
                    WHEN moneys[a] <> currencies[e] THEN 'currency_mismatch'
                    WHEN debited[l] > 0 AND NOT takes[a] OR credited[l] > 0 AND NOT gives[a] THEN 'account_closed'
                    -- Bounds hold when an entry has done all that it does to an account.
                    WHEN l < last_lines[e] AND places[l + 1] = a THEN NULL
                    WHEN line_after[l] < leasts[a] THEN 'insufficient_funds'
                    WHEN line_after[l] > mosts[a] THEN 'balance_too_high'
                END;
                EXIT WHEN outcome IS NOT NULL;
            END LOOP;
            IF outcome IS NOT NULL THEN
                FOR l IN first_line..line LOOP
                    a := places[l];
                    debits[a] := debits[a] - debited[l];
                    credits[a] := credits[a] - credited[l];
                END LOOP;
                entry_ids[e] := NULL;
                told := told || jsonb_build_object('n', e, 'outcome', outcome, 'line', line);
                IF linked THEN
                    RETURN to_jsonb(told);
                END IF;
            ELSIF surplus <> 0 THEN
                RAISE EXCEPTION 'entry % is out of balance by % fen', entry_ids[e], surplus;
            ELSIF reversed[e] IS NOT NULL AND ARRAY(
                SELECT ROW(account_owners[places[i]], account_ids[places[i]], credited[i] - debited[i])
                  FROM generate_series(first_line, last_lines[e]) AS i
                 ORDER BY 1
            ) <> ARRAY(
                SELECT ROW(p.owner, p.account_id, CASE p.side WHEN 'D' THEN p.amount_fen ELSE -p.amount_fen END)
                  FROM ledger.postings AS p
                 WHERE (p.entry_owner, p.entry_id) = (owners[e], reversed[e])
                 ORDER BY 1
            ) THEN
                RAISE EXCEPTION 'entry % takes back another than it says', entry_ids[e];
            ELSE
                stamp := coalesce(booked[e], moment);
                entry_on[e] := coalesce(effective[e], (stamp AT TIME ZONE 'Asia/Shanghai')::date);
                said := int8send(owners[e]) || uuid_send(entry_ids[e]) || uuid_send(turn)
                    || timestamptz_send(stamp) || date_send(entry_on[e]) || digests[e];
                FOR l IN first_line..last_lines[e] LOOP
                    a := places[l];
                    seqs[a] := seqs[a] + 1;
                    line_at[l] := greatest(stamp, lasts[a]);
                    heads[a] := sha256(
                        heads[a] || int8send(account_owners[a]) || int8send(account_ids[a]) || int8send(seqs[a])
                        || int8send(credited[l] - debited[l]) || timestamptz_send(line_at[l])
                        || said || coalesce(details[l], '')
                    );
                    lasts[a] := CASE WHEN account_owners[a] > 64 THEN line_at[l] END;
                    line_entry[l] := e;
                    line_seq[l] := seqs[a];
                    line_link[l] := heads[a];
                END LOOP;
            END IF;
        END IF;
        first_line := last_lines[e] + 1;
    END LOOP;

    UPDATE ledger.accounts AS x
       SET debits_posted_fen = debits[i], credits_posted_fen = credits[i], seq = seqs[i], head = heads[i],
           booked_at = lasts[i]
      FROM generate_series(1, cardinality(account_ids)) AS i
     WHERE x.owner = account_owners[i] AND x.account_id = account_ids[i] AND x.seq < seqs[i];

    INSERT INTO ledger.postings (
           owner, account_id, seq, entry_owner, entry_id, turn_id, side, amount_fen, balance_after_fen,
           booked_at, effective_on, summary, counterparty, category, channel, memo, details_digest, link)
    SELECT account_owners[places[l]], account_ids[places[l]], line_seq[l],
           owners[line_entry[l]], entry_ids[line_entry[l]], turn,
           CASE WHEN debited[l] > 0 THEN 'D'::ledger.side ELSE 'C' END, debited[l] + credited[l],
           CASE WHEN account_owners[places[l]] > 64 THEN line_after[l] END,
           line_at[l], entry_on[line_entry[l]],
           summaries[l], counterparties[l], categories[l], channels[l], memos[l], details[l], line_link[l]
      FROM generate_series(1, cardinality(places)) AS l
     WHERE line_entry[l] IS NOT NULL;

    INSERT INTO ledger.entries (owner, entry_id, turn_id, name, currency, booked_at, effective_on, reverses, digest)
    SELECT owners[i], entry_ids[i], turn, names[i], currencies[i], coalesce(booked[i], moment), effective[i],
           reversed[i], digests[i]
      FROM generate_series(1, cardinality(entry_ids)) AS i
     WHERE entry_ids[i] IS NOT NULL;
    RETURN to_jsonb(told);
END
$$;

REVOKE EXECUTE ON FUNCTION ledger.post FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.post TO guitai_core;
