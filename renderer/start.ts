// Runs before anything that makes schemas: they ask when they are made whether they may become code, and the policy of
// the page forbids even the question.
import { z } from 'zod';

z.config({ jitless: true });
void import('./main.tsx');
