-- Names are unqualified: they are made in the schema that the migration runs in.

create sequence epochs;
comment on sequence epochs is 'One number for each attempt of the job: a higher one speaks with more authority';

create table stream_fences (
    device_id text collate "C" not null,
    owner_id  text collate "C" not null,
    epoch     bigint not null default 0,
    counter   bigint not null default 0,
    primary key (device_id, owner_id)
);
comment on table stream_fences is 'The last revision applied to each stream; its row is the lock on all that the stream owns';

create table conversations (
    conversation_id uuid primary key,
    device_id  text collate "C" not null,
    owner_id   text collate "C" not null,
    started_at timestamptz not null,
    ended_at   timestamptz not null check (ended_at >= started_at),
    status     text not null check (status in ('open', 'settled')),
    speakers   int not null,
    models     text not null,
    epoch      bigint not null,
    revision   bigint not null,
    updated_at timestamptz not null default now()
);
create index conversations_by_time on conversations (device_id, owner_id, started_at);
comment on table conversations is 'Ranges of time that are disjoint within a stream: an utterance belongs to the one that contains its start';

create table conversation_voices (
    conversation_id uuid not null references conversations on delete cascade,
    bucket bigint not null,
    voice  int not null,
    label  text not null,
    primary key (conversation_id, bucket, voice)
);
comment on table conversation_voices is 'Who speaks: the label of each voice of each bucket of a conversation. Apart from the header, so that a revision writes those that changed';

create table stream_utterances (
    device_id    text collate "C" not null,
    owner_id     text collate "C" not null,
    utterance_id uuid not null,
    bucket       bigint not null,
    started_at   timestamptz not null,
    ended_at     timestamptz not null,
    voice        int not null,
    text         text not null,
    confidence   real not null,
    words        jsonb not null,
    search       tsvector not null generated always as (to_tsvector('simple', text)) stored,
    primary key (device_id, owner_id, utterance_id)
);
create index stream_utterances_by_time on stream_utterances (device_id, owner_id, started_at);
create index stream_utterances_by_word on stream_utterances using gin (search);
comment on column stream_utterances.bucket is 'The ten minutes since the epoch that contain started_at; voices are numbered within them';

-- The subquery repeats what disjoint ranges imply. With it, a reader who comes from an utterance (a text search)
-- finds its conversation in one step down the index; one who comes from a conversation reads a range of utterances.
create view utterances as
select c.conversation_id,
       u.utterance_id,
       u.device_id,
       u.owner_id,
       u.started_at,
       u.ended_at,
       v.label as speaker,
       u.text,
       u.confidence,
       u.words,
       u.search
from stream_utterances u
join conversations c
  on c.device_id = u.device_id
 and c.owner_id = u.owner_id
 and c.started_at <= u.started_at
 and c.ended_at >= u.started_at
 and c.started_at = (
        select max(o.started_at) from conversations o
        where o.device_id = u.device_id and o.owner_id = u.owner_id and o.started_at <= u.started_at)
left join conversation_voices v
  on v.conversation_id = c.conversation_id
 and v.bucket = u.bucket
 and v.voice = u.voice;

create table retired_conversations (
    alias_id  uuid primary key,
    device_id text collate "C" not null,
    owner_id  text collate "C" not null,
    anchor    timestamptz not null,
    gap       interval not null
);
comment on table retired_conversations is 'Ids once published that were taken back, with the instant that each pointed at';

-- Of the conversations of a stream only two can be nearest to an instant: the last that starts at or before it, and
-- the first that starts after it.
create view conversation_aliases as
select r.alias_id, nearest.conversation_id
from retired_conversations r
cross join lateral (
    select beside.conversation_id
    from (
        (select c.conversation_id, greatest(r.anchor - c.ended_at, interval '0') as distance
         from conversations c
         where c.device_id = r.device_id and c.owner_id = r.owner_id and c.started_at <= r.anchor
         order by c.started_at desc limit 1)
        union all
        (select c.conversation_id, c.started_at - r.anchor
         from conversations c
         where c.device_id = r.device_id and c.owner_id = r.owner_id and c.started_at > r.anchor
         order by c.started_at limit 1)
    ) beside
    where beside.distance < r.gap
    order by beside.distance, beside.conversation_id limit 1
) nearest
where not exists (select from conversations c where c.conversation_id = r.alias_id);

create table stream_days (
    device_id        text collate "C" not null,
    owner_id         text collate "C" not null,
    day              date not null,
    received_ms      bigint not null,
    speech_ms        bigint not null,
    silence_ms       bigint not null,
    duplicate_ms     bigint not null,
    failed_ms        bigint not null,
    pending_ms       bigint not null,
    chunks           int not null,
    duplicate_chunks int not null,
    rejected_chunks  int not null,
    primary key (device_id, owner_id, day)
);

create view device_days as
select device_id,
       day,
       sum(received_ms)::bigint as received_ms,
       sum(speech_ms)::bigint as speech_ms,
       sum(silence_ms)::bigint as silence_ms,
       sum(duplicate_ms)::bigint as duplicate_ms,
       sum(failed_ms)::bigint as failed_ms,
       sum(pending_ms)::bigint as pending_ms,
       sum(chunks) as chunks,
       sum(duplicate_chunks) as duplicate_chunks,
       sum(rejected_chunks) as rejected_chunks
from stream_days
group by device_id, day;
