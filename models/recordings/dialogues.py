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


ANNA = Voice("f4", 54)
BEN = Voice("adam", 50)
GRACE = Voice("linda", 50)
FRANK = Voice("victor", 42)
OSCAR = Voice("klatt3", 62)
ROSA = Voice("grandma", 50)
PAUL = Voice("paul", 45)

RECORDINGS = [
    Recording(
        "breakfast", "pendant-anna", "pendant-anna", "2026-03-09T07:12:04.250Z", 22, "hum", {"Anna": ANNA, "Ben": BEN},
        """
        Anna: good morning did you sleep well
        Ben: good morning yes i always sleep very well in the winter
        Anna: would you like some coffee with your breakfast
        Ben: yes please
        Anna: the bread is still warm and the butter is on the kitchen table
        Ben: thank you very much
        Ben: what do you want to do today
        Anna: i have to finish the report before lunch and after that i'm free
        Ben: we need to buy eggs and cheese and a bottle of milk
        Anna: okay
        Anna: i'll go to the supermarket after work
        Ben: can you send me a message when you leave the office
        Anna: of course
        Ben: my mother is going to call us this evening
        Anna: i really want to talk with her about the summer holiday because last year we booked the flight too late and it was very expensive
        Ben: i think she wants to stay at the lake again with all the children
        Anna: that sounds good but we should book the hotel as soon as possible
        ... 121
        Ben: anna where are the tickets for the concert on friday night
        Anna: they are in the drawer next to the window behind the old camera
        Ben: i see them now
        Anna: do you remember when it starts
        Ben: it starts at half past seven
        Anna: good
        Ben: so we should take the train at quarter to six
        Anna: no problem i'll be ready at five o'clock and wait for you at the station
        """,
    ),
    Recording(
        "planning", "recorder-office", "frank", "2026-03-09T09:30:00.000Z", 20, "room",
        {"Frank": FRANK, "Grace": GRACE, "Oscar": OSCAR},
        """
        Frank: good morning everyone please come in and sit down
        Grace: good morning frank
        Oscar: hello everyone
        Frank: the first question today is the budget for the new project
        Grace: i checked the figures again last night and we still need twenty thousand dollars
        Oscar: that is too much for our department
        Frank: can we move the deadline to the end of april
        Grace: yes
        Grace: but the client wants to see the first version next month and my team still has to finish the design and fix three bugs
        Oscar: the server was down for two hours on thursday and nobody knows why
        Frank: who is working on the problem right now
        Oscar: nina and kevin are checking the network and the database
        Grace: they should write a short report for the whole team
        Frank: that's right
        Frank: please ask them to finish it before wednesday
        Oscar: okay
        Grace: i will send the new contract to the client this afternoon
        Frank: very good let's take a short break and look at the plan again in two minutes
        ... 119
        Frank: thanks for waiting now let's talk about the sales in the north
        Grace: the numbers are better than last year and our customers are very happy
        Oscar: we sold nine hundred machines in february
        Grace: that was a surprise
        Frank: what about the price of the new model
        Oscar: the supplier wants more money for every engine
        Grace: maybe we should find another supplier
        Frank: well done
        Frank: please prepare a proposal and we'll discuss it on monday morning with the manager
        """,
    ),
    Recording(
        "station", "phone-ben", "phone-ben", "2026-03-09T16:41:17.800Z", 18, "wind",
        {"Ben": BEN, "Rosa": ROSA, "Anna": ANNA},
        """
        Ben: excuse me what time does the next train to london leave
        Rosa: it leaves at ten past five from the other side of the station
        Ben: how much is a ticket for two people
        Rosa: a ticket costs forty five dollars but today everything is half price
        Ben: that's great
        Rosa: would you like a seat next to the window
        Ben: yes please
        Rosa: here is your ticket have a nice day
        Ben: thank you very much see you soon
        ... 121
        Anna: hello ben i'm sorry i'm late
        Ben: no problem
        Anna: there was a terrible accident near the bridge and the bus was very slow so i had to walk across the whole city with this heavy bag
        Ben: the train is late too so we have enough time for a cup of tea
        Anna: wonderful
        Anna: i'm so hungry i would like to eat a big sandwich
        Ben: there is a small bakery in front of the station
        Anna: did you bring my umbrella
        Ben: it's in your suitcase under the blue sweater
        Anna: thanks a lot let's go to the bakery now and wait there until the train comes
        ... 119
        Ben: look the train is here and the doors are open
        Anna: hold on i lost my ticket
        Ben: oh no
        Anna: it was in my coat a minute ago
        Ben: maybe you left it on the table in the bakery
        Anna: no here it is between the pages of my book
        Ben: good let's find our seats before the train leaves the station
        """,
    ),
    Recording(
        "office", "recorder-office", "frank", "2026-03-09T14:05:30.500Z", 24, "white", {"Frank": FRANK, "Grace": GRACE},
        """
        Grace: hi frank are you busy at the moment
        Frank: not really what happened
        Grace: the printer is broken again and i need twelve letters before three o'clock
        Frank: did you check the cable
        Grace: yes
        Grace: i changed the cable and the battery and it never works
        Frank: you can use the printer in the other room
        Grace: the door is closed and simon has the key
        Frank: i think simon is at the doctor this afternoon
        Grace: what should we do
        Frank: wait a second i'll call him
        Grace: okay
        Frank: he says that the key is in his jacket behind the door of the kitchen
        Grace: that's a strange place for a key
        Frank: i know
        Frank: can you bring me a glass of water from the kitchen too
        Grace: of course do you want some chocolate with it
        Frank: no thanks i had a very big lunch today
        Grace: see you in a minute
        Frank: take care and please don't forget to close the window
        """,
    ),
    Recording(
        "midnight", "pendant-anna", "pendant-anna", "2026-03-09T23:57:41.130Z", 19, "room", {"Anna": ANNA, "Paul": PAUL},
        """
        Anna: it's almost midnight and i can't sleep
        Paul: me too
        Paul: would you like a glass of warm milk with honey
        Anna: yes please that's a good idea
        Paul: did you hear the storm last night
        Anna: the wind was so loud that the dog was crying in the kitchen
        Paul: the old tree in the garden fell on the roof of the garage
        Anna: oh no
        Anna: is the car okay
        Paul: the car is fine but the window is broken and we need a new door
        Anna: we should call the insurance in the morning
        Paul: i already sent them a message and some pictures
        Anna: thank you
        Paul: listen the rain is starting again and all the lights in the street are dark
        ... 119
        Anna: paul are you still awake
        Paul: yes what's the matter
        Anna: i heard a strange noise in the basement
        Paul: it's only the cat she is playing with a bottle
        Anna: are you sure
        Paul: i'm sure i saw her there ten minutes ago
        Anna: good night paul see you tomorrow morning at seven o'clock
        Paul: good night anna sleep well and don't worry about the storm
        """,
    ),
    Recording(
        "market", "phone-ben", "phone-ben", "2026-03-10T10:20:00.640Z", 16, "wind", {"Ben": BEN, "Rosa": ROSA},
        """
        Rosa: good morning how can i help you
        Ben: i would like three kilos of potatoes and some onions
        Rosa: here you are what else do you need
        Ben: are the strawberries fresh
        Rosa: yes
        Rosa: they came from the farm this morning and they are very sweet
        Ben: then i'll take two boxes please
        Rosa: the tomatoes are cheap today
        Ben: no thanks we have enough tomatoes at home
        Rosa: do you need a bag
        Ben: i have a basket thank you
        Rosa: that's nineteen dollars
        Ben: i only have fifty
        Rosa: no problem wait a second i have to get some change from my brother
        """,
    ),
    Recording(
        "market-again", "phone-ben", "phone-ben", "follows market by 95", 17, "hum", {"Ben": BEN, "Rosa": ROSA},
        """
        Rosa: here is your change and a red apple for your daughter
        Ben: thank you very much that's very nice
        Rosa: how is your mother
        Ben: she's better but she still has to rest every day
        Rosa: i'm happy to hear that
        Ben: she wants to visit us in the spring
        Rosa: please tell her that i think of her very often
        Ben: okay
        Ben: have a great weekend rosa
        Rosa: goodbye ben see you next saturday and say hello to the children
        """,
    ),
]
