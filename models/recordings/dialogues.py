"""What is said in the recordings, by whom, where and when. All of it is made up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Voice:
    """An espeak-ng voice variant; pitch 0-99 (50 is the variant's own), speed in words a minute."""

    variant: str
    pitch: int = 50
    speed: int = 148


@dataclass(frozen=True)
class Recording:
    """A script has one `Speaker: words` a line; `... 119` is so many seconds in which nobody speaks."""

    name: str
    device: str
    owner: str
    start: str
    snr_db: float
    noise: str
    voices: dict[str, Voice]
    script: str


ANNA = Voice("f4", 52)
BEN = Voice("adam", 50)
GRACE = Voice("linda", 50, 144)
FRANK = Voice("victor", 46)
OSCAR = Voice("m4", 50, 152)
ROSA = Voice("grandma", 50)
PAUL = Voice("paul", 50)

# A device whose clock tells whole seconds alone: a chunk that it began at 12:10:05.9 says 12:10:05.
WHOLE_SECONDS = {"watch-rosa"}

RECORDINGS = [
    Recording(
        "breakfast", "pendant-anna", "pendant-anna", "2026-03-09T07:12:04.250Z", 22, "hum", {"Anna": ANNA, "Ben": BEN},
        """
        Anna: good morning did you sleep well
        Ben: very well thank you
        Anna: would you like a cup of coffee
        Ben: yes please
        Anna: there is bread and butter on the kitchen table
        Ben: thank you very much
        Ben: what would you like to do today
        Anna: i have to finish the report before lunch
        Anna: in the afternoon i have time
        Ben: we need eggs and cheese and a bottle of milk
        Anna: okay
        Anna: i will buy everything after work
        Ben: can you call me after work
        Anna: of course
        Ben: my mother is coming next saturday
        Anna: that's wonderful but we have to clean the kitchen and the bathroom and finish painting the living room before saturday
        Ben: we should buy some chocolate and a bottle of wine
        Anna: that sounds good
        ... 121
        Ben: did you find the tickets for the concert
        Anna: they are on the table next to the camera
        Ben: i see
        Anna: what time does it start
        Ben: it starts at half past seven
        Anna: good
        Ben: we should take the train at quarter to six
        Anna: no problem see you at the station
        """,
    ),
    Recording(
        "planning", "recorder-office", "frank", "2026-03-09T09:30:00.000Z", 21, "room",
        {"Frank": FRANK, "Grace": GRACE, "Oscar": OSCAR, "Rosa": ROSA},
        """
        Frank: good morning everyone please sit down
        Grace: good morning frank
        Oscar: hello everyone
        Rosa: it's nice to meet you
        Frank: let's talk about the project budget
        Grace: we still need twenty thousand dollars
        Oscar: that is too much for our department
        Rosa: the client wants to see the design in april
        Frank: can we change the deadline
        Grace: yes
        Grace: my team has almost finished the first version but we have to discuss the contract and the schedule with the client
        Oscar: the server was very slow on thursday
        Frank: who is working on the problem right now
        Oscar: kevin and nina are checking the network
        Rosa: they should write a report for the team
        Frank: that's right
        Frank: please finish the report by wednesday
        Oscar: okay
        Rosa: i will send the contract to the client this afternoon
        Frank: thank you please wait two minutes
        ... 119
        Frank: thank you for waiting let's talk about the market
        Grace: the customers like the new service
        Oscar: we sold six hundred machines last month
        Rosa: that was a surprise
        Frank: what about the price of the new model
        Oscar: it is more expensive than last year
        Grace: maybe we should find another supplier
        Frank: good idea
        Frank: let's discuss this with the manager next week
        """,
    ),
    Recording(
        "walk", "watch-rosa", "rosa", "2026-03-09T12:10:05.730Z", 20, "wind", {"Rosa": ROSA, "Paul": PAUL},
        """
        Rosa: good afternoon how are you doing
        Paul: i'm very well thank you
        Rosa: the weather is very nice today
        Paul: it was cold and wet last week
        Rosa: do you want to walk to the lake
        Paul: yes please my next meeting starts in one hour
        Rosa: can you see the white ducks on the lake
        Paul: oh yes
        Paul: there are three small birds behind the boat
        Rosa: my daughter likes to watch the birds in the morning before school and she always takes a camera and a notebook
        Paul: how old is she
        Rosa: she is eight years old
        ... 90
        Paul: my meeting starts in ten minutes
        Rosa: what time is it
        Paul: it's ten to one
        Rosa: that's right
        ... 150
        Paul: would you like some coffee
        Rosa: no thanks i would like a glass of water
        Paul: here is your water
        Rosa: thank you
        Rosa: my back hurts a little today
        Paul: you should see a doctor
        Rosa: maybe next week
        Paul: please take care and have a nice day
        """,
    ),
    Recording(
        "office", "recorder-office", "frank", "2026-03-09T14:05:30.500Z", 24, "white", {"Frank": FRANK, "Grace": GRACE},
        """
        Grace: good afternoon frank
        Frank: not really what happened
        Grace: the printer is broken and i have to print the contract
        Frank: did you check the cable
        Grace: yes
        Grace: i changed the cable and it still doesn't work
        Frank: there is another printer upstairs
        Grace: the room is closed today
        Frank: i think simon is at the doctor this afternoon
        Grace: what do you think
        Frank: wait a second i will call him
        Grace: okay
        Frank: he says the key is in the kitchen behind the radio
        Grace: what a strange place
        Frank: i know
        Frank: can you bring me a glass of water from the kitchen
        Grace: of course do you want some chocolate
        Frank: no thanks i had a very big lunch
        Grace: see you later
        """,
    ),
    Recording(
        "station", "phone-ben", "phone-ben", "2026-03-09T16:41:17.800Z", 19, "wind",
        {"Ben": BEN, "Rosa": ROSA, "Anna": ANNA},
        """
        Ben: excuse me what time is the next train to london
        Rosa: the train leaves at ten past five
        Ben: how much is a ticket for two people
        Rosa: it costs forty five dollars
        Ben: that's great
        Rosa: would you like a seat next to the window
        Ben: yes please
        Rosa: here is your ticket have a nice day
        Ben: thank you very much
        ... 121
        Anna: i'm sorry i was in the wrong street
        Ben: no problem
        Anna: there was a terrible accident near the museum and the bus stopped so we had to walk from the museum to the station
        Ben: the train is late and we have time for a cup of coffee
        Anna: wonderful
        Anna: i would like a sandwich and some tea
        Ben: there is a small bakery next to the station
        Anna: did you bring my umbrella
        Ben: your umbrella is in the suitcase
        Anna: thanks a lot
        ... 119
        Ben: the train is coming
        Anna: wait a second i forgot my ticket
        Ben: oh no
        Anna: the ticket was in my jacket
        Ben: maybe it is on the table in the bakery
        Anna: i found the ticket
        Ben: good let's get on the train
        """,
    ),
    Recording(
        "kitchen", "phone-ben", "phone-ben", "2026-03-09T19:20:41.370Z", 22, "hum", {"Ben": BEN, "Grace": GRACE},
        """
        Grace: good evening ben
        Ben: i'm cooking fish with rice and tomatoes
        Grace: can i help you
        Ben: yes please
        Ben: please cut the onions
        Grace: how many do you need
        Ben: four onions and some garlic
        Grace: where is the knife
        Ben: on the table next to the plates
        Grace: do we have lemons
        Ben: no but we have three oranges
        Grace: the soup is very good
        Ben: it needs more salt and a little pepper
        Grace: my mother doesn't like fish but she loves chicken
        Ben: the food is ready please sit down
        """,
    ),
    Recording(
        "midnight", "pendant-anna", "pendant-anna", "2026-03-09T23:57:41.130Z", 20, "room", {"Anna": ANNA, "Paul": PAUL},
        """
        Anna: it's almost midnight and i can't sleep
        Paul: me too
        Paul: would you like a glass of warm milk
        Anna: that would be nice
        Paul: did you hear the storm last night
        Anna: yes the dog was angry all night
        Paul: a tree fell on the garage
        Anna: oh no
        Anna: what about the car
        Paul: the window was open and the car is wet
        Anna: we should call the insurance in the morning
        Paul: i sent them some pictures yesterday
        Anna: thank you
        Paul: look at the street everything is dark
        ... 119
        Anna: are you still there
        Paul: what is the problem
        Anna: something is moving in the basement
        Paul: that was the cat
        Anna: are you sure
        Paul: yes the cat was in the basement this afternoon
        Anna: good night see you tomorrow
        Paul: good night anna don't worry about the storm
        """,
    ),
    Recording(
        "school", "watch-rosa", "rosa", "2026-03-10T08:31:12.480Z", 18, "room",
        {"Rosa": ROSA, "Oscar": OSCAR, "Grace": GRACE},
        """
        Grace: good morning and welcome back
        Rosa: good morning how many students are there
        Oscar: they are happy and a little tired
        Grace: the new student seems nice
        Rosa: she is a good girl and she learns fast
        Oscar: i have a question about the test on friday
        Rosa: okay
        Oscar: how long does it take
        Grace: it takes about forty minutes
        Rosa: we need thirty pencils and twelve notebooks
        Oscar: the box is on the table in the corner
        Grace: who has the key for the library
        Rosa: ask the director
        Rosa: i can call her after lunch
        Oscar: thank you and see you tomorrow
        """,
    ),
    Recording(
        "review", "recorder-office", "frank", "2026-03-10T09:15:00.000Z", 23, "white",
        {"Frank": FRANK, "Oscar": OSCAR, "Anna": ANNA, "Grace": GRACE},
        """
        Frank: hello everyone thank you for coming
        Anna: good morning
        Oscar: good morning everybody
        Frank: the first question is about the new website
        Anna: the design is ready and it looks very good
        Grace: the customers want to see the price on the first page
        Oscar: we can change it before the weekend
        Frank: how is the test going
        Oscar: we fixed seven problems yesterday
        Anna: what about the others
        Oscar: they will be ready tomorrow
        Grace: the client called about the schedule
        Frank: we need some time for that
        Grace: how many days do you need
        Oscar: maybe ten days
        Frank: that's fine
        Frank: please write a short summary and send it to the team
        ... 121
        Grace: i have a question about tomorrow
        Frank: of course
        Grace: what about the interview with the engineer
        Frank: it's on thursday at two o'clock
        Anna: i will wait for him in the lobby
        Frank: that would be great
        Grace: what is his name
        Anna: daniel and he comes from boston
        Frank: thank you very much see you later
        """,
    ),
    Recording(
        "market", "phone-ben", "phone-ben", "2026-03-10T10:20:00.640Z", 17, "wind", {"Ben": BEN, "Rosa": ROSA},
        """
        Rosa: good morning how can i help you
        Ben: i would like some potatoes and onions please
        Rosa: what else do you need
        Ben: are the strawberries fresh
        Rosa: yes of course
        Rosa: they came from the farm this morning and they are very sweet
        Ben: can i have three boxes please
        Rosa: we have very cheap tomatoes today
        Ben: no thank you we have enough
        Rosa: would you like a basket
        Ben: i have a basket thank you
        Rosa: that will be nineteen dollars
        Ben: can you change fifty dollars
        Rosa: no problem please wait a second
        """,
    ),
    Recording(
        "market-again", "phone-ben", "phone-ben", "follows market by 95", 18, "hum", {"Ben": BEN, "Rosa": ROSA},
        """
        Rosa: this is your change and these apples are for your daughter
        Ben: thank you very much
        Rosa: how is your mother
        Ben: she feels better today
        Rosa: that's wonderful
        Ben: she is going to visit us in april
        Rosa: that sounds good
        Ben: okay
        Ben: have a great weekend
        Rosa: goodbye ben see you next saturday
        """,
    ),
    Recording(
        "garden", "pendant-anna", "pendant-anna", "2026-03-10T17:05:22.910Z", 18, "wind",
        {"Anna": ANNA, "Frank": FRANK, "Oscar": OSCAR},
        """
        Anna: welcome please come in
        Frank: what a beautiful garden
        Oscar: how old is this house
        Anna: it is eighty years old
        Frank: everything is green and beautiful
        Anna: thank you
        Anna: my grandmother lived here a long time ago
        Oscar: is that your dog
        Anna: yes he is always hungry
        Frank: can i give him some bread
        Anna: of course but please be careful
        Oscar: it's going to rain this evening
        Anna: would you like a cup of tea
        Frank: yes please
        Frank: i brought some cookies
        """,
    ),
]
