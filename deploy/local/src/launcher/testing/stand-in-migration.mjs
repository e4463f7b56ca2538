// Stands for the migration in tests of the launcher: leaves a trace in the database's log.
console.log(process.env.DATABASE_URL === undefined ? 'no database' : 'migrated');
process.exit(process.env.DATABASE_URL === undefined ? 1 : 0);
