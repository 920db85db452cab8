-- What is copied to where, before a row is copied: each table of the plan pairs the id of a
-- row of the demo (source) with the id that its copy will have.

CREATE TEMP TABLE grown_pesantren AS
SELECT time, old.id AS source, nextval(pg_get_serial_sequence('people_pesantren', 'id')) AS id
FROM people_pesantren old CROSS JOIN generate_series(1, 2) time;

-- People of the demo who applied, over and over, spread evenly over all pesantren.
CREATE TEMP TABLE grown_users AS
WITH source AS (
    SELECT array_agg(id ORDER BY id) AS ids FROM people_user person
    WHERE username NOT IN ('peserta', 'lulusan')
        AND EXISTS (SELECT FROM courses_application a WHERE a.user_id = person.id)
), houses AS (
    SELECT array_agg(id ORDER BY id) AS ids
    FROM (SELECT id FROM people_pesantren UNION ALL SELECT id FROM grown_pesantren) every
)
SELECT person.nth,
    source.ids[1 + person.nth % cardinality(source.ids)] AS source,
    houses.ids[1 + (person.nth * 7) % cardinality(houses.ids)] AS pesantren,
    nextval(pg_get_serial_sequence('people_user', 'id')) AS id
FROM generate_series(0, 199999) person (nth), source, houses;

CREATE TEMP TABLE grown_workers AS
SELECT worker.nth, old.id AS source, nextval(pg_get_serial_sequence('people_user', 'id')) AS id
FROM people_user old CROSS JOIN generate_series(0, 39) worker (nth)
WHERE old.username = 'koordinator.timur';

-- Ten programs, of which the first is the demo's own.
CREATE TEMP TABLE grown_programs AS
SELECT program.nth, demo.id AS source, CASE program.nth WHEN 1 THEN demo.id
    ELSE nextval(pg_get_serial_sequence('courses_program', 'id')) END AS id
FROM (SELECT min(id) AS id FROM courses_program) demo, generate_series(1, 10) program (nth);

-- Forty new batches in each: 17 that have ended, 22 that learn, one that selects.
CREATE TEMP TABLE grown_batches AS
SELECT (program.nth - 1) * 40 + batch.nth AS copy, batch.nth, program.nth AS program_nth,
    program.id AS program, old.id AS source,
    nextval(pg_get_serial_sequence('courses_batch', 'id')) AS id
FROM grown_programs program
CROSS JOIN generate_series(1, 40) batch (nth)
JOIN courses_batch old ON old.number = CASE
    WHEN batch.nth <= 17 THEN 1 WHEN batch.nth <= 38 THEN 3 WHEN batch.nth = 39 THEN 2 ELSE 4 END;
ANALYZE grown_batches;

CREATE TEMP TABLE grown_sessions AS
SELECT batch.copy, batch.id AS batch, old.id AS source,
    nextval(pg_get_serial_sequence('courses_session', 'id')) AS id
FROM grown_batches batch JOIN courses_session old ON old.batch_id = batch.source;

-- Who was declined came in greater numbers than in the demo: two or three for each of its.
-- A person stands once in a program: it has fewer applications than there are people.
CREATE TEMP TABLE grown_applications AS
SELECT numbered.*, person.id AS user_id, person.pesantren,
    nextval(pg_get_serial_sequence('courses_application', 'id')) AS id
FROM (
    SELECT batch.copy, batch.id AS batch, batch.program, old.id AS source, times.time,
        row_number() OVER (ORDER BY batch.copy, times.time, old.id) - 1 AS nth
    FROM grown_batches batch JOIN courses_application old ON old.batch_id = batch.source
    CROSS JOIN LATERAL generate_series(1, CASE
        WHEN old.state <> 'declined' THEN 1 WHEN old.id % 3 = 0 THEN 3 ELSE 2 END) times (time)
) numbered JOIN grown_users person ON person.nth = numbered.nth % 200000;
ANALYZE grown_applications;

CREATE TEMP TABLE grown_seats AS
SELECT batch.copy, batch.program, batch.program_nth, batch.id AS batch, old.id AS source,
    application.id AS application, application.user_id, application.pesantren,
    nextval(pg_get_serial_sequence('courses_enrollment', 'id')) AS id
FROM grown_batches batch JOIN courses_enrollment old ON old.batch_id = batch.source
JOIN grown_applications application ON application.copy = batch.copy
    AND application.source = old.application_id AND application.time = 1;
ANALYZE grown_seats;

-- What waits for a review waits in the demo's program; the rest has been reviewed.
CREATE TEMP TABLE grown_submissions AS
SELECT old.id AS source, seat.id AS seat,
    nextval(pg_get_serial_sequence('courses_submission', 'id')) AS id
FROM grown_seats seat JOIN courses_submission old ON old.enrollment_id = seat.source
WHERE old.state <> 'submitted' OR seat.program_nth = 1;
