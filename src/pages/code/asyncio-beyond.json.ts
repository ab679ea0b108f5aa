// The rest of it for a library that has time, groups and locks: loaded when they ask about such a one.
import type { APIRoute } from 'astro';
import { asyncioFiles } from '../../book/asyncio-files';

export const GET: APIRoute = () => asyncioFiles(true);
