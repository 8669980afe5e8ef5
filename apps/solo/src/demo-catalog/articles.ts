/** An article of the demo: original text, with the workshops and courses it leads to. */
export interface DemoArticle {
  slug: string;
  title: string;
  summary: string;
  author: string;
  /** Calendar date, `YYYY-MM-DD`. */
  publishedOn: string;
  markdown: string;
  /** In the order in which a reader is shown them. */
  nextSteps: { kind: 'workshop' | 'course'; slug: string }[];
}

const needAnAlly = `
It is a quarter to eleven at night and you are on the phone with your oldest friend. You have told her about the meeting, the one where your idea was praised and then handed to somebody else. She is outraged. She says exactly what you hoped she would say: *They don't deserve you.* You hang up feeling lighter.

In the morning nothing has changed. You still have not said a word to your manager, and now you have a very convincing reason not to.

Your friend did nothing wrong. She loved you, which is her job. But comfort and movement are two different gifts, and most of us know a great many people who can give the first and hardly anyone who can give the second. For that you need an ally.

## A friend takes your side. An ally takes the side of what you want.

Most of the time those two look alike. The difference shows on the day when you are the one standing in the way.

Suppose you tell a friend that you want to lead the new project, and add that you probably won't put your name forward because things are so busy. A friend says, "You do have a lot on your plate." An ally says, "You've told me three times this month that you want this. What would you have to feel if you asked for it and they said no?"

It is not a comfortable question. It is also not an attack. It comes from somebody who has taken your wish more seriously than your excuse, and who will still be there after you answer.

## Why one-on-one

Books help. Groups help, and there is a kind of courage that only a room full of strangers can lend you. But a book cannot notice that your voice drops whenever you mention your father, and a group has to go around the circle.

In a conversation between two people there is nowhere to hide and, after a while, no reason to. A coach hears the same sentence come back in new clothes: the boss who doesn't listen in March, the partner who doesn't listen in May. Somebody who has heard both can ask what you do in the ten seconds before you decide that nobody is listening. You may never have looked at those ten seconds. They are usually where the change is.

There is also the plain matter of time. An hour that belongs to you, with your own goals written at the top, is rare in adult life. Friends take turns, as they should. With a coach you don't have to ask how his week was.

## What it looks like

A woman who manages a restaurant came to coaching because, she said, she needed to get better at scheduling. Her coach asked her to describe last Friday. By the second minute they both could see that the schedule was fine. Whenever somebody called in sick, she took the shift herself rather than ask anyone for a favor.

So they left the spreadsheet alone. Her assignment was to ask for one favor a day, small ones at first: to borrow a pen, to have somebody hold the door. On the ninth day she asked a cook to cover a Sunday. He said, "Sure. I wondered when you'd ask." She took that Sunday off and spent it at the lake with her son.

Nobody gave her advice. Somebody watched closely, named what was there, and stood next to her while she tried something new. That is nearly the whole of it.

## How to tell whether you have one

Think of the person you talk to about what matters most. Then ask yourself:

- Does this person know what I want this year, in words I would use myself?
- Has this person ever told me something I did not want to hear, and was it useful?
- When I say I will do something, does anyone ask me later whether I did?
- After we talk, do I feel better, or do I *do* something? How often is it both?

If you have someone like that, buy them lunch. If you don't, you are not short of friends. You are short of one particular kind of help, and it can be found.

## A small first step

You don't have to sign up for a year of anything. Write down one thing you want by the end of next month. Tell it to somebody who will ask you about it. If nobody comes to mind, come and spend an hour with a coach and see what it is like to have a person across the table who is on the side of what you want.
`;

const theConversationYouKeepRehearsing = `
You have had this conversation eleven times already: in the shower, on the train, and once out loud in the car until the man in the next lane looked over. You know your opening line. You know what she will say, and how you will answer, and how she will finally understand.

The only person who has not heard it yet is her.

We rehearse because the real thing feels dangerous, and because rehearsal gives us a little of the relief without any of the risk. But the bill arrives anyway. It comes as the meeting you dread, the colleague you describe with a certain tone at home, the good idea you keep to yourself because the two of you are not really speaking.

## Small and early beats big and late

The first time a teammate sends you figures at the last minute, you could say so in one breath: "When the numbers come after four, I can't check them before the call. Can I have them by noon?" It would take eight seconds. Both of you would forget it by evening.

By the twentieth time it is no longer about the numbers. It is about respect, and fairness, and what kind of person does that. You now need an hour, a closed door and a tissue box to say what eight seconds would have done in the spring.

So the first rule of honest conversation has nothing to do with technique. Say it while it is small. If you notice that you have started to rehearse, it has already begun to grow.

## Begin with what you want, not with what they did

Listen to most rehearsed speeches and you will find a list of evidence. *On the third you said. On the ninth you didn't.* It is the way one talks to a jury. The other person hears it and does what any defendant would do.

Try another beginning. Ask yourself: if this went as well as it possibly could, what would be different by the end of the month? Start there. "I want us to be able to disagree in front of the team without either of us going quiet for a week." It is hard to argue with a wish. It also tells the other person something they probably did not know, namely that you care how things are between you.

Only then say what happened, and keep it to what a camera would have recorded. "On Monday I was still talking when you moved on to the next item." Not: "You steamrolled me." The camera doesn't know about steamrollers.

## Then stop

The most skillful part of a hard conversation is the four seconds after your first three sentences. Everything in you will want to fill them. You will be tempted to soften what you said, to add another example, to laugh. Don't. Let the other person have the silence; they need it to think.

What comes back may surprise you. A nurse we know finally told her supervisor that she felt passed over for the training budget. The supervisor put down her cup and said, "I thought you'd be insulted if I offered. You always look as if you've got it handled." Three years of resentment had been built on a compliment neither of them had ever said out loud.

Of course it doesn't always go that way. Sometimes the other person is angry, or busy, or truly does not care. Then you know, and you can decide something. That is worth a great deal more than the twelfth rehearsal.

## Try this before the end of the day

1. Write down the conversation you have been rehearsing. One line: who, and about what.
2. Finish this sentence: *What I want for the two of us is…* If you can't finish it yet, you are not ready, and now you know what to think about on the train.
3. Write what happened as a camera would have seen it. Two sentences at most.
4. Ask the person for fifteen minutes. Don't begin in the doorway.
5. Say your three sentences. Then count silently to four.

Practice helps, and it helps most with somebody who will play the other part and not go easy on you. Bring a colleague, a coach or a room of people who are just as nervous as you are. You will find that your line is shorter than you thought, your voice steadier, and the door much closer than it looked from the car.
`;

const askForWhatYouWant = `
A man we'll call Walter liked the window seat. He had sat on the aisle for twenty-six years of family road trips, flights and movie nights because his wife, he was sure, preferred the window. One evening, somewhere over Nebraska, he mentioned it. She stared at him. She had been taking the window all that time because he always walked straight to the aisle.

It is a funny story until you start counting. How many dinners, vacations, job titles and Sunday afternoons have been arranged around what somebody guessed that somebody else wanted?

## Why we don't ask

Ask people why they didn't ask, and you'll hear a few answers again and again.

*They should know.* If they loved me, or had been paying attention, I wouldn't have to say it. This one feels like romance, but it is really a test that the other person doesn't know they are taking.

*I don't want to be a burden.* A kind thought, and often a true feeling. Yet consider how you feel when a friend asks you for something you can easily give. Most of us are rather pleased.

*They might say no.* Here is the honest one, hiding behind the other two. As long as we haven't asked, the answer is still maybe, and a person can live in maybe for years. The rent is low and nothing ever gets fixed.

## Wanting comes first

Many of us who find it hard to ask turn out to have a different difficulty: we don't know what we want. We are experts in what we don't want and in what everyone around us needs. Invited to name a wish of our own, we go blank, or we come up with something sensible.

Wanting is a muscle, and it comes back with use. Begin with things that don't matter. Which mug this morning? Which side of the street? Tea now, or in twenty minutes? Answer without a reason. "Because I'd like it" is reason enough for a mug, and before long it will carry heavier things.

## A request has four parts

Compare these two. "It would be nice if we did something together more often." And: "Would you have breakfast with me on Saturday, at nine, just the two of us?"

The first is a mood. It can't be granted, only agreed with. The second can be answered, because it says four things:

- **Who** is being asked. One person, by name, to their face.
- **What** you would like, so concretely that a stranger could tell whether it happened.
- **When.** A day is good, an hour better.
- **A real question** at the end, one that can be answered with no.

The last part is what separates a request from a demand. If only one answer will do, you haven't asked anything; you've announced it with a question mark. A person who is free to refuse is also free to say yes and mean it, and you can feel the difference at breakfast.

## Hearing the answer

Suppose it is no. Let it land. Notice what you want to do: take it back ("It was just an idea"), go cold, or argue. Then try something else and ask a second question. "What would work for you?" A good half of all refusals are about the when, not the what.

And if it is simply no, you have lost a maybe and gained a fact. Thank the person, because they have just told you that you can believe their yes.

Strangely, yes can be harder. People who have finally brought themselves to ask will often hurry past the answer, adding three reasons after it has already been given. If someone says yes, say thank you, and stop talking. Let yourself be given something.

## Seven days of asking

For one week, make one request a day, with all four parts. Start small: a glass of water, a lift, five minutes of quiet. Keep a list with three columns: what I asked, what they said, how I felt in the ten seconds before. Don't score the yeses. The column to watch is the third.

By about the fifth day most people notice that those ten seconds have changed. They're not gone, just smaller, the way a diving board is lower once you have been up on it.

On the seventh day, ask for the thing you have been wanting the longest. You may even get the window seat.
`;

export const demoArticles: DemoArticle[] = [
  {
    slug: 'need-an-ally',
    title: "Need an Ally? Here's Why One-on-One Coaching Works",
    summary:
      'A friend takes your side. An ally takes the side of what you want, even on the day when you are the one standing in the way.',
    author: 'Dana Whitfield',
    publishedOn: '2022-09-27',
    markdown: needAnAlly.trim(),
    nextSteps: [
      { kind: 'workshop', slug: 'a-first-conversation' },
      { kind: 'workshop', slug: 'an-open-evening-on-coaching' },
      { kind: 'workshop', slug: 'what-you-want-this-year' },
      { kind: 'course', slug: 'wright-now-become-your-own-ally' },
    ],
  },
  {
    slug: 'the-conversation-you-keep-rehearsing',
    title: 'The Conversation You Keep Rehearsing',
    summary:
      'Most hard conversations at work were once easy ones. How to say it while it is small, and what to do with the four seconds afterwards.',
    author: 'Renee Adeyemi',
    publishedOn: '2023-02-14',
    markdown: theConversationYouKeepRehearsing.trim(),
    nextSteps: [
      { kind: 'workshop', slug: 'honest-conversations-at-work' },
      { kind: 'workshop', slug: 'an-open-evening-on-coaching' },
      { kind: 'course', slug: 'wright-now-one-honest-conversation' },
    ],
  },
  {
    slug: 'ask-for-what-you-want',
    title: 'Ask for What You Want (and Hear the Answer)',
    summary:
      'Why we let others guess, what makes a request a request, and seven days of practice that start with a glass of water.',
    author: 'Marisol Vega',
    publishedOn: '2023-06-06',
    markdown: askForWhatYouWant.trim(),
    nextSteps: [
      { kind: 'workshop', slug: 'seven-days-of-asking' },
      { kind: 'workshop', slug: 'what-you-want-this-year' },
      { kind: 'workshop', slug: 'a-first-conversation' },
      { kind: 'course', slug: 'wright-now-seven-days-of-asking' },
      { kind: 'course', slug: 'wright-now-become-your-own-ally' },
    ],
  },
];
