-- True while a message waits for its next attempt, false once it is handed over: only then does next_attempt_at say when
-- the hand-over is given up for lost. A hub that starts cannot know whom an earlier life handed it to.
alter table message_work add column postponed boolean not null default false;
