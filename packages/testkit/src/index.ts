export { topicOf, type DeliveryEvent, type ReadingEvent, type ReportEvent, type TestEvent } from './event.ts';
export { loadTranscripts, transcriptsFolder } from './files.ts';
export { generateEvents, type LoadOptions } from './load.ts';
export { outcomesOf, type Outcome } from './outcome.ts';
export { postEvents, type Posted, type PostOptions } from './post-events.ts';
export { kafkaMessage, produceEvents } from './produce-events.ts';
export { replayRules, type Replayed, type ReplyClassifier } from './replay.ts';
export { resultLines } from './result-lines.ts';
export { playTranscripts, type Player, type PlayerOptions, type Role } from './smtp-player.ts';
export { messageIdOf, transcriptToEvents, type EventOptions } from './transcript-events.ts';
export {
  parseTranscript,
  statuses,
  TranscriptError,
  type Exchange,
  type Expectation,
  type ExpectedStatus,
  type Happening,
  type Session,
  type Status,
  type Transcript,
} from './transcript.ts';
