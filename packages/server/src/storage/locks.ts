/** Advisory locks of the database, each a number of its own, unlike other programs'. */
export const locks = {
  migrations: 4_252_631,
  partitions: 4_252_632,
  leader: 4_252_633,
  retention: 4_252_634,
  recipients: 4_252_635,
  erasures: 4_252_636,
} as const;
