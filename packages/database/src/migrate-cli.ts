import { migrate } from './migrate.ts';

const url = process.env.DATABASE_URL;
if (url === undefined || url === '') {
  console.error('DATABASE_URL is not set: postgresql://user:password@host:port/database');
  process.exit(2);
}
await migrate(url);
console.log('The database schema is up to date.');
