/** The text of a course's workbook, laid out by `writeWorkbookPdf`. */
export interface Workbook {
  title: string;
  subtitle: string;
  welcome: string;
  exercises: WorkbookExercise[];
}

/** One page of a workbook: what to do, and questions with ruled lines to answer on. */
export interface WorkbookExercise {
  title: string;
  invitation: string;
  questions: { text: string; ruledLines: number }[];
}

export const oneHonestConversationWorkbook: Workbook = {
  title: 'One Honest Conversation',
  subtitle: 'A Wright Now workbook',
  welcome:
    'You already know which conversation this is about. Go through these pages with a pen, in order, in one sitting if you can; it takes about forty minutes. When you have finished, you will have three sentences, a time and a place. Nobody will ever check your spelling.',
  exercises: [
    {
      title: 'The one you keep rehearsing',
      invitation:
        'Write quickly and let it be unfair. This page is the one place where the speech from the shower may be given in full.',
      questions: [
        { text: 'Who is it with, and what is it about, in one line?', ruledLines: 2 },
        { text: 'What do you say in the version where you win?', ruledLines: 6 },
        { text: 'What has it cost you so far not to say it?', ruledLines: 4 },
      ],
    },
    {
      title: 'What you want for the two of you',
      invitation:
        'Imagine that it goes as well as it possibly could. A month has passed. You meet this person in the corridor.',
      questions: [
        { text: 'What is different between you?', ruledLines: 4 },
        { text: 'What are you doing now that you were not doing before?', ruledLines: 4 },
        { text: 'Finish the sentence: What I want for the two of us is …', ruledLines: 3 },
      ],
    },
    {
      title: 'What the camera saw',
      invitation:
        'A camera records words, times and movements. It does not record attitudes, intentions or the word "always". Cross out everything it could not have seen.',
      questions: [
        { text: 'What happened? Two sentences.', ruledLines: 4 },
        { text: 'What might this person say the camera missed?', ruledLines: 4 },
        { text: 'What was your own part in it?', ruledLines: 4 },
      ],
    },
    {
      title: 'Three sentences and a time',
      invitation:
        'Now put it together: what you want, what happened, what you ask for. Read it aloud. If you run out of breath, it is too long.',
      questions: [
        { text: 'My three sentences:', ruledLines: 6 },
        { text: 'When and where will I ask for fifteen minutes?', ruledLines: 2 },
        { text: 'Whom will I tell once I have done it?', ruledLines: 2 },
      ],
    },
  ],
};

export const sevenDaysOfAskingWorkbook: Workbook = {
  title: 'Seven Days of Asking',
  subtitle: 'A Wright Now workbook',
  welcome:
    'One request a day for seven days. Each has four parts: who, what, when, and a question that can be answered with no. Fill in the first half of each page in the morning and the second half at night. Do not count the yeses; watch the ten seconds before you ask.',
  exercises: [
    dayOfAsking('Day one: something small', 'Ask for something that takes less than a minute to give.'),
    dayOfAsking(
      'Day two: a stranger',
      'Ask somebody whose name you do not know. Directions count. So does a recommendation.',
    ),
    dayOfAsking('Day three: time', 'Ask somebody for fifteen minutes, and say what for.'),
    dayOfAsking('Day four: help', 'Choose a thing you would normally do alone because it is quicker.'),
    dayOfAsking(
      'Day five: a likely no',
      'Ask for something you expect to be refused. Today the refusal is the exercise.',
    ),
    dayOfAsking(
      'Day six: an opinion',
      'Ask somebody what they see you doing that gets in your own way. Then say thank you.',
    ),
    dayOfAsking('Day seven: the old wish', 'Ask for the thing you have been wanting the longest.'),
  ],
};

export const becomeYourOwnAllyWorkbook: Workbook = {
  title: 'Become Your Own Ally',
  subtitle: 'A Wright Now workbook to go with five sittings',
  welcome:
    'Each of the five recordings lasts four minutes. The tone rises as you breathe in and falls as you breathe out; follow it as far as is comfortable. Sit with one recording a day, then turn to its page while you are still quiet. At the end of the week, read all five pages in a row.',
  exercises: [
    {
      title: 'First sitting: arriving',
      invitation: 'You have just sat still for four minutes, which is more than most people do all week.',
      questions: [
        { text: 'What did you notice first: a sound, a thought, a part of your body?', ruledLines: 4 },
        { text: 'What did you want to get up and do?', ruledLines: 4 },
        { text: 'What would a good ally say to you about this day so far?', ruledLines: 4 },
      ],
    },
    {
      title: 'Second sitting: wanting',
      invitation: 'Write before you decide whether it is sensible.',
      questions: [
        { text: 'Ten things I want, large or small:', ruledLines: 10 },
        { text: 'Which one came up twice?', ruledLines: 2 },
      ],
    },
    {
      title: 'Third sitting: the voice that says no',
      invitation: 'Everyone has one. It usually believes that it is protecting you.',
      questions: [
        { text: 'What does it say, in its own words?', ruledLines: 4 },
        { text: 'From what is it trying to protect you?', ruledLines: 4 },
        { text: 'What would you answer if it were a worried friend?', ruledLines: 4 },
      ],
    },
    {
      title: 'Fourth sitting: telling the truth',
      invitation: 'Keep the pen moving. You can burn the page.',
      questions: [
        { text: 'What have I been pretending not to know?', ruledLines: 6 },
        { text: 'What is one true sentence I could say to somebody this week?', ruledLines: 4 },
      ],
    },
    {
      title: 'Fifth sitting: one step, one witness',
      invitation: 'An ally asks you later whether you did it. So does this page.',
      questions: [
        { text: 'What will I do within three days?', ruledLines: 3 },
        { text: 'Who will ask me about it, and when will I tell them?', ruledLines: 3 },
        { text: 'Three days later: what happened?', ruledLines: 5 },
      ],
    },
  ],
};

function dayOfAsking(title: string, invitation: string): WorkbookExercise {
  return {
    title,
    invitation,
    questions: [
      { text: 'Morning. Whom will I ask, for what, by when? The question, word for word:', ruledLines: 5 },
      { text: 'Night. What did they say?', ruledLines: 4 },
      { text: 'How did I feel in the ten seconds before?', ruledLines: 4 },
    ],
  };
}
