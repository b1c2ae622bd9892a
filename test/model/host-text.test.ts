import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hostsIn, type HostText } from '../../src/model/host-text.ts';

function named(text: string, name = '', beside: Readonly<Record<string, string>> = {}): readonly string[] {
  const about: HostText = { text, name, beside: (each) => beside[each] };
  return hostsIn(about).map(({ host, port }) => `${host}:${port ?? ''}`);
}

describe('hostsIn', () => {
  const texts: readonly (readonly [string, string, string])[] = [
    ['DATABASE_URL', 'postgres://shop:secret@db:5432/shop', 'db:5432'],
    ['SPRING_DATASOURCE_URL', 'jdbc:postgresql://db:5432/shop?user=a&password=b', 'db:5432'],
    ['DSN', 'shop:secret@tcp(mysql:3306)/shop', 'mysql:3306'],
    ['DSN', 'host=db port=5433 user=shop dbname=cache', 'db:5433'],
    ['ConnectionStrings__Shop', 'Host=db;Port=5432;Username=cache;Password=redis', 'db:5432'],
    ['MONGO', 'mongodb://u:p@m-0.m:27017,m-1.m:27017/db', 'm-0.m:27017 m-1.m:27017'],
    ['VOTERS', '0@kafka-0.kafka:9093,1@kafka-1.kafka:9093', 'kafka-0.kafka:9093 kafka-1.kafka:9093'],
    ['API', 'https://api.shop.svc.cluster.local/v1', 'api.shop:443'],
    ['API', 'http://api.shop.svc/', 'api.shop:80'],
    ['AMQP', 'amqp://rabbit', 'rabbit:'],
    ['REDIS_HOSTS', 'redis-0.redis,redis-1.redis', 'redis-0.redis: redis-1.redis:'],
    ['', 'psql -h db -p 5433 -U cache', 'db:5433'],
    ['', '--db-host=db --db-port=5432', 'db:5432'],
    ['', 'nc -w 2 -vz db 5432', 'db:5432'],
    ['', 'until (echo > /dev/tcp/db/5432) 2>/dev/null; do sleep 1; done', 'db:5432'],
  ];
  for (const [name, text, hosts] of texts) {
    it(`finds those of ${name}${name === '' ? '' : '='}${text}`, () => {
      assert.equal(named(text, name).join(' '), hosts);
    });
  }

  const others: readonly (readonly [string, string])[] = [
    ['POSTGRES_USER', 'postgres'],
    ['GREETING_OF_SERVER', 'the db of all'],
    ['NO_PROXY', 'db:5432,cache:6379'],
    ['ALLOWED_HOSTS', 'web'],
    ['KAFKA_ADVERTISED_LISTENERS', 'PLAINTEXT://kafka:9092'],
    ['URL', 'http://$(API):80/'],
    ['URL', 'http://${PREFIX}-api:80/'],
    ['URL', '$(PREFIX)db:5432'],
    ['URL', '{{ .Release.Name }}-db:5432'],
    ['DB_HOST', '10.0.0.1'],
    ['DB_HOST', 'localhost'],
    ['URL', 'https://www.example.com/'],
    ['', '--listen-address db:5432'],
  ];
  for (const [name, text] of others) {
    it(`finds none in ${name}${name === '' ? '' : '='}${text}`, () => {
      assert.deepEqual(named(text, name), []);
    });
  }

  it('takes the port of a lone name from the variable beside it', () => {
    assert.deepEqual(named('db', 'PGHOST', { pgport: '5433' }), ['db:5433']);
    assert.deepEqual(named('db', 'DB_HOST', { db_port: '$(PORT)' }), ['db:']);
  });

  it('takes no longer for a text that is made to take long', () => {
    const hostile = ['$(', '${', '{{', 'a=', '- ', 'a.', 'a-', '://', '@', 'nc ', '/dev/tcp/'];
    const start = performance.now();
    for (const piece of hostile) named(piece.repeat(32_768 / piece.length), 'HOST');
    assert.ok(performance.now() - start < 2000);
  });
});
