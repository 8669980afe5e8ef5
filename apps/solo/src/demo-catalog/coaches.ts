/** A coach of the demo. All of them are invented. */
export interface DemoCoach {
  slug: string;
  name: string;
  focus: 'executive' | 'personal' | 'life';
  city: string;
  bio: string;
}

export const demoCoaches: DemoCoach[] = [
  {
    slug: 'dana-whitfield',
    name: 'Dana Whitfield',
    focus: 'executive',
    city: 'Chicago',
    bio: 'Dana ran operations for a hospital supplier for fourteen years before she started coaching. She works with people who have just been handed a bigger team and wonder when somebody will notice that they are making it up. She likes a short agenda, a long walk and the question nobody has asked yet.',
  },
  {
    slug: 'renee-adeyemi',
    name: 'Renee Adeyemi',
    focus: 'executive',
    city: 'Chicago',
    bio: 'Renee has sat on both sides of the negotiating table: first for a teachers’ union, later for a city agency. She helps leaders say the hard thing early, while it is still small. People leave her sessions with one sentence they are going to say and the name of the person they will say it to.',
  },
  {
    slug: 'marisol-vega',
    name: 'Marisol Vega',
    focus: 'personal',
    city: 'Chicago',
    bio: 'Marisol taught middle-school theater and still believes that everything worth saying should be tried out loud first. She coaches people who give generously and find it hard to ask for anything back. Expect rehearsals, laughter and homework you can do at the dinner table.',
  },
  {
    slug: 'caleb-nakamura',
    name: 'Caleb Nakamura',
    focus: 'personal',
    city: 'Chicago',
    bio: 'Caleb came to coaching as a client, in the year his first business closed. He is patient with people who are starting over and impatient with the story that it is too late. His specialty is the small experiment: something you can try by this evening and learn from by tomorrow.',
  },
  {
    slug: 'tobias-lindqvist',
    name: 'Tobias Lindqvist',
    focus: 'life',
    city: 'Chicago',
    bio: 'Tobias spent ten years as a hospice chaplain, listening to what people wished they had done sooner. Now he helps people do it sooner. He works with those in the middle of a move, a marriage, a first child or an empty nest, and he is not afraid of a long silence.',
  },
];
