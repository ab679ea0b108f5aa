# asyncio's side of the benchmark: the same servers, timers and groups.
#   python3 asyncio_side.py echo | http | timers N | group N
import asyncio
import json
import sys
import time

TEXT = b"Hello, world!\n"


async def echo(reader, writer):
    try:
        while data := await reader.read(2**16):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def http(reader, writer):
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin1").split("\r\n")
            headers = dict(line.lower().split(":", 1) for line in head[1:] if line)
            keep = headers.get("connection", "").strip() != "close"
            writer.write(
                b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: %d\r\nconnection: %s\r\n\r\n%s"
                % (len(TEXT), b"keep-alive" if keep else b"close", TEXT)
            )
            await writer.drain()
            if not keep:
                break
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def serve(handler):
    server = await asyncio.start_server(handler, "127.0.0.1", 0, backlog=4096)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await server.serve_forever()


async def timers(n):
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    left = n

    def fire():
        nonlocal left
        left -= 1
        if left == 0:
            done.set_result(None)

    began = time.perf_counter()
    now = loop.time()
    for i in range(n):
        loop.call_at(now + (i * 7919 % 1000) / 1e6, fire)
    await done
    return n / (time.perf_counter() - began)


async def group(n):
    async def one():
        await asyncio.sleep(0)

    began = time.perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for _ in range(n):
            tasks.create_task(one())
    return n / (time.perf_counter() - began)


what, *rest = sys.argv[1:]
if what in ("echo", "http"):
    asyncio.run(serve({"echo": echo, "http": http}[what]))
else:
    n = int(rest[0])
    work = {"timers": timers, "group": group}[what]
    rates = [asyncio.run(work(n)) for _ in range(5)]
    print(json.dumps(sorted(rates)[2]))
