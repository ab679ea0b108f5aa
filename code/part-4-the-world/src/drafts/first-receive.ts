import { getRunningLoop, type Coroutine } from '../index.ts';

/** Waits for the next message. */
export function* firstReceive(port: MessagePort): Coroutine<string> {
  const message = getRunningLoop().createFuture<string>();
  port.onmessage = ({ data }: MessageEvent<string>) => message.setResult(data);
  return yield* message;
}
