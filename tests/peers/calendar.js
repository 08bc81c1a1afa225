// Reads an iCalendar file from standard input with ical.js, which had no part in writing it; says as JSON what it understood.
import ICAL from 'ical.js';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const text = Buffer.concat(chunks).toString('utf8');
const calendar = new ICAL.Component(ICAL.parse(text));
// What ical.js does not know (NAME, X-WR-CALNAME) it hands over as it stands in the file; both are text.
const words = (component, name) => component.getFirstPropertyValue(name)?.replace(/\\([\\;,nN])/g, (_, c) => (c === 'n' || c === 'N' ? '\n' : c)) ?? null;
const value = (component, name) => component.getFirstPropertyValue(name)?.toString() ?? null;

process.stdout.write(JSON.stringify({
  name: words(calendar, 'x-wr-calname'),
  newName: words(calendar, 'name'),
  version: value(calendar, 'version'),
  product: value(calendar, 'prodid'),
  method: value(calendar, 'method'),
  refresh: value(calendar, 'refresh-interval'),
  events: calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      from: event.startDate.toJSDate().toISOString(),
      until: event.endDate.toJSDate().toISOString(),
      zone: event.startDate.zone.tzid,
      summary: event.summary,
      description: event.description,
      location: event.location,
      link: value(component, 'url'),
      status: value(component, 'status'),
      sequence: event.sequence,
      changed: component.getFirstPropertyValue('last-modified').toJSDate().toISOString(),
      stamped: component.getFirstPropertyValue('dtstamp').toJSDate().toISOString(),
    };
  }),
}));
