// A mail server (smtp-server) that takes mail for the tests, or does not, as it is told; what it has taken it reads with mailparser.
// Standard input, one JSON object a line: first how it is to begin, then changes of its behaviour, or {"ping":n}.
// Standard output, one JSON object a line: what happened, in the order in which it happened.
import { createInterface } from 'node:readline';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const say = (event) => process.stdout.write(JSON.stringify(event) + '\n');

// The same chance for the same seed (mulberry32).
function chanceOf(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

let server;
let chance = chanceOf(1);
// later: part of mails answered "later" after their last line; cut: part taken without an answer; slow: at most so many ms before an answer;
// refused: an address that has no mailbox
let behaviour = { later: 0, cut: 0, slow: 0, refused: '' };

const trouble = (code, words) => Object.assign(new Error(words), { responseCode: code });

function hangUp(session) {
  for (const connection of server.connections) if (connection.id === session.id) connection._socket.destroy();
}

async function onData(stream, session, done) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  const [fate, pause] = [chance(), chance()];
  if (fate < behaviour.later) {
    say({ later: session.envelope.rcptTo[0].address });
    done(trouble(451, 'later, please'));
    return;
  }
  const cut = fate < behaviour.later + behaviour.cut;
  const mail = await simpleParser(raw);
  // from here on the mail is ours, whether the sender comes to know it or not
  say({
    mail: {
      secure: session.secure,
      user: session.user ?? '',
      sender: session.envelope.mailFrom.address,
      recipients: session.envelope.rcptTo.map((r) => r.address),
      messageId: mail.messageId ?? '',
      from: mail.from?.text ?? '',
      to: mail.to?.text ?? '',
      replyTo: mail.replyTo?.text ?? '',
      subject: mail.subject ?? '',
      date: mail.date?.toISOString() ?? null,
      text: mail.text ?? '',
      html: mail.html || '',
      unsubscribe: lineOf(mail, 'list-unsubscribe'),
      unsubscribePost: lineOf(mail, 'list-unsubscribe-post'),
      files: mail.attachments.map((a) => ({ name: a.filename ?? '', mediaType: a.contentType, content: a.content.toString('base64') })),
      isAscii: raw.every((octet) => octet < 128),
      longest: Math.max(...raw.toString('latin1').split('\r\n').map((line) => line.length)),
      answered: !cut,
    },
  });
  setTimeout(() => (cut ? hangUp(session) : done(null, 'taken')), pause * behaviour.slow);
}

const lineOf = (mail, key) => mail.headerLines.find((l) => l.key === key)?.line.replace(/^[^:]*:\s*/, '').replace(/\r?\n\s+/g, '') ?? '';

function begin(wanted) {
  chance = chanceOf(wanted.seed ?? 1);
  Object.assign(behaviour, wanted.behaviour ?? {});
  server = new SMTPServer({
    key: wanted.key,
    cert: wanted.certificate,
    hideSTARTTLS: !wanted.startTls,
    disabledCommands: wanted.startTls ? [] : ['STARTTLS'],
    authOptional: false,
    authMethods: ['PLAIN', 'LOGIN'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect(session, done) {
      say({ connected: true });
      done();
    },
    onAuth(auth, session, done) {
      const right = auth.username === wanted.user && auth.password === wanted.password;
      say({ auth: auth.username, secure: session.secure, right });
      done(right ? null : trouble(535, 'wrong password'), { user: auth.username });
    },
    onRcptTo(address, session, done) {
      if (address.address === behaviour.refused) {
        say({ refused: address.address });
        done(trouble(550, 'no such mailbox'));
        return;
      }
      done();
    },
    onData(stream, session, done) {
      onData(stream, session, done).catch((error) => done(trouble(451, error.message)));
    },
  });
  server.on('error', (error) => say({ trouble: error.message }));
  server.listen(wanted.port ?? 0, '127.0.0.1', () => say({ port: server.server.address().port }));
}

for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line);
  if (told.ping) say({ pong: told.ping });
  else if (!server) begin(told);
  else Object.assign(behaviour, told);
}
process.exit(0); // nobody is there any more to tell
