/** One meeting of a session: how many days after the session's first day, and when on the wall clock. */
export interface DemoMeeting {
  dayOffset: number;
  /** `HH:MM` on the wall clock of the session's zone. */
  localTime: string;
  minutes: number;
}

/** One session, dated by its distance from the day of seeding so that a demo always has sessions ahead. */
export interface DemoSession {
  /** ISO 8601 duration in whole days from the day of seeding, at least `P7D`. */
  startsIn: `P${number}D`;
  /** When its first meeting begins, `HH:MM` in `zone`. */
  localTime: string;
  meetings: DemoMeeting[];
  zone: 'America/Chicago';
  venue?: string;
  onlineUrl?: string;
  capacity: number;
  /** Per seat; `amount` in minor units, 0 = free. */
  price: { amount: number; currency: 'USD' };
  /** Seats that others hold when the demo begins. */
  seatsTakenAtStart?: number;
  coachSlug?: string;
}

/** A workshop of the demo with its sessions. */
export interface DemoWorkshop {
  slug: string;
  title: string;
  summary: string;
  /** Markdown. */
  description: string;
  format: 'in-person' | 'online' | 'one-on-one';
  sessions: DemoSession[];
}

const readingRoom = 'The Reading Room, second floor, West Loop, Chicago';
const lakeviewStudio = 'Lakeview Studio, Chicago';

function singleMeeting(startsIn: DemoSession['startsIn'], localTime: string, minutes: number) {
  return {
    startsIn,
    localTime,
    meetings: [{ dayOffset: 0, localTime, minutes }],
    zone: 'America/Chicago' as const,
  };
}

function firstConversation(
  startsIn: DemoSession['startsIn'],
  localTime: string,
  coachSlug: string,
): DemoSession {
  return {
    ...singleMeeting(startsIn, localTime, 50),
    venue: readingRoom,
    capacity: 1,
    price: { amount: 4000, currency: 'USD' },
    coachSlug,
  };
}

export const demoWorkshops: DemoWorkshop[] = [
  {
    slug: 'an-open-evening-on-coaching',
    title: 'An Open Evening on Coaching',
    summary: 'Watch two coaches at work, ask them anything, and go home with one question of your own. Free.',
    description: `
Coaching is easier to see than to explain. On this evening two of our coaches each hold a short, real session on stage with a volunteer from the room. Afterwards they stop the clock and tell you what they heard, what they decided not to say, and why.

- **First half:** two live conversations, about twenty minutes each
- **Break:** soup, bread and name tags
- **Second half:** your questions, and a five-minute exercise in pairs

You don't have to volunteer for anything. Bring a friend; there is no charge.
`.trim(),
    format: 'in-person',
    sessions: [
      {
        ...singleMeeting('P12D', '18:30', 120),
        venue: readingRoom,
        capacity: 40,
        price: { amount: 0, currency: 'USD' },
      },
      {
        ...singleMeeting('P26D', '18:30', 120),
        venue: lakeviewStudio,
        capacity: 40,
        price: { amount: 0, currency: 'USD' },
      },
    ],
  },
  {
    slug: 'honest-conversations-at-work',
    title: 'Honest Conversations at Work',
    summary: 'Eight people, one afternoon, and the conversation each of them has been putting off.',
    description: `
Bring a conversation you have been rehearsing: with a manager, a colleague, or someone who reports to you. By the end of the afternoon you will have said it out loud four times, to four different people, each of whom made it a little harder for you.

You will learn to open with what you want, to describe what happened the way a camera would, and to leave the silence alone. We keep the group to eight so that everyone gets a full turn in the chair.

**Please bring** a notebook and the first name of the person you mean to talk to. What is said in the room stays there.
`.trim(),
    format: 'in-person',
    sessions: [
      {
        ...singleMeeting('P14D', '13:00', 240),
        venue: readingRoom,
        capacity: 8,
        price: { amount: 12000, currency: 'USD' },
        seatsTakenAtStart: 6,
        coachSlug: 'renee-adeyemi',
      },
    ],
  },
  {
    slug: 'seven-days-of-asking',
    title: 'Seven Days of Asking: Online Kick-off',
    summary: 'Ninety minutes online to start a week of one real request a day.',
    description: `
A week of asking goes better when you begin it in company. In this live online session you will learn the four parts of a request, write your first seven, and try the first one before the call ends.

You work in groups of three with your camera on; allow yourself a quiet room and a cup of something warm. You will receive a one-page log for the week, and your group decides for itself how to stay in touch until day seven.
`.trim(),
    format: 'online',
    sessions: [
      {
        ...singleMeeting('P13D', '19:00', 90),
        onlineUrl: 'https://meet.example.org/seven-days-of-asking',
        capacity: 24,
        price: { amount: 4500, currency: 'USD' },
        coachSlug: 'marisol-vega',
      },
      {
        ...singleMeeting('P27D', '12:00', 90),
        onlineUrl: 'https://meet.example.org/seven-days-of-asking-at-noon',
        capacity: 24,
        price: { amount: 4500, currency: 'USD' },
        coachSlug: 'marisol-vega',
      },
    ],
  },
  {
    slug: 'a-first-conversation',
    title: 'A First Conversation with a Coach',
    summary: 'Fifty minutes, one coach, and whatever is on your mind. No obligation afterwards.',
    description: `
The simplest way to find out whether coaching is for you is to have some. Choose a time and the coach who goes with it, and come with a question, a decision, or only a feeling that something could be different.

Your coach will ask what you would like to have in your hands when you leave, and the two of you work on that. In the last five minutes you decide together on one thing to try. If you wish to go on after that, you can; if not, the thing to try is yours to keep.
`.trim(),
    format: 'one-on-one',
    sessions: [
      firstConversation('P8D', '09:00', 'dana-whitfield'),
      firstConversation('P12D', '12:00', 'tobias-lindqvist'),
      firstConversation('P12D', '17:30', 'marisol-vega'),
      firstConversation('P15D', '08:00', 'renee-adeyemi'),
      firstConversation('P15D', '17:30', 'caleb-nakamura'),
      firstConversation('P19D', '12:00', 'dana-whitfield'),
    ],
  },
  {
    slug: 'what-you-want-this-year',
    title: 'What You Want This Year: A Two-Evening Workshop',
    summary: 'One evening to find out what you want, a week to try it on, one evening to make it real.',
    description: `
**The first evening** is for wanting. Through writing, drawing and talking in pairs you collect far more wishes than you could ever pursue, and then find the two or three that keep coming back.

**The week between** is for trying one of them on, for no longer than an hour a day.

**The second evening** is for what you found out. You name the goal in words you would use yourself, choose the person who will ask you about it, and make the first appointment before you leave.

Your seat covers both evenings. They belong together, so please choose a session where you can come to each.
`.trim(),
    format: 'in-person',
    sessions: [
      {
        startsIn: 'P16D',
        localTime: '18:00',
        meetings: [
          { dayOffset: 0, localTime: '18:00', minutes: 150 },
          { dayOffset: 7, localTime: '18:00', minutes: 150 },
        ],
        zone: 'America/Chicago',
        venue: lakeviewStudio,
        capacity: 16,
        price: { amount: 18000, currency: 'USD' },
        coachSlug: 'caleb-nakamura',
      },
    ],
  },
];
