"""The words of a plan that starts from an English brief."""

from campaigns.dispositions import Disposition
from campaigns.pipeline import Stage
from campaigns.script import (
    AnswerKind,
    Ask,
    End,
    Objection,
    ObjectionRef,
    Question,
    Say,
    Script,
    Section,
)
from campaigns.starting_plans.shape import StartingPlan, reasons

ENGLISH = StartingPlan(
    heading="# Plan pre-filled from the mission: read every part again before launch.\n",
    advantage="To be completed with the company: what the prospect gains, in one sentence.",
    proof="To be completed with the company: a figure, a reference, a demonstration.",
    limit="To be completed with the company: what the offer does not do.",
    origins={
        "contact_rate": "cautious assumption for business calls; replace after 200 calls",
        "argumentation": "assumption (usual: 40 to 70 % of contacts)",
        "transformation": "assumption (usual for business calls: 5 to 15 % of argued contacts)",
        "show_rate": "assumption (usual: 70 to 85 % of meetings booked)",
        "dials_per_hour": "assumption, one click to call after reading the card",
    },
    checklist=(
        "Advantages, proofs and limits of the offer completed with the company",
        "Segments and exclusions settled with the file in view",
        "Prospect file imported, its source and legal basis stated",
        "Caller ID checked: it rings back at the company",
        "Script read aloud by every teleprospector",
    ),
    reasons=reasons(
        ("budget", "No budget"),
        ("supplier", "Already has a supplier"),
        ("need", "No need"),
        ("timing", "Not the moment"),
        ("other", "Another reason"),
    ),
    stages={
        Stage.TARGET: "Qualified target",
        Stage.CONTACTING: "First contact",
        Stage.DISCOVERY: "Discovery",
        Stage.MEETING_SET: "Meeting booked",
        Stage.PROPOSAL: "Proposal",
        Stage.WON: "Won",
        Stage.LOST: "Lost",
    },
    script=Script(
        "en",
        (
            Section(
                "opening",
                "Opening",
                (
                    Say(
                        "Hello {contact}, this is {me}, calling for {principal}. "
                        "Have I reached {company}?",
                        "Greeting",
                    ),
                    Say(
                        "I would like to speak to the person who decides on this. "
                        "When is a good moment to reach them?",
                        "Past the gatekeeper",
                    ),
                    Say(
                        "I am calling about {offer}. Do you have two minutes to see whether it "
                        "concerns you?",
                        "Reason for the call",
                    ),
                    ObjectionRef("time"),
                ),
            ),
            Section(
                "need",
                "Need",
                (
                    Ask("decides"),
                    Ask("situation"),
                    Ask("need"),
                    Ask("when"),
                    Say("Let me sum up what matters to you. Is that right?", "Restating"),
                ),
            ),
            Section(
                "offer",
                "Offer",
                (
                    Say("Here is what {principal} offers.", "Feature"),
                    Say("For you, the advantage is this.", "Advantage"),
                    Say("And here is what shows it.", "Proof"),
                    Say("What do you think of it, in your situation?", "Reaction"),
                    ObjectionRef("budget"),
                    ObjectionRef("supplier"),
                ),
                presents_offer=True,
            ),
            Section(
                "meeting",
                "Meeting",
                (
                    Say(
                        "The simplest is to talk it over for twenty minutes. Would Tuesday "
                        "afternoon suit you, or rather Thursday morning?",
                        "Two proposed times",
                    ),
                    ObjectionRef("email"),
                    Ask("email"),
                    Say(
                        "To recap: {meeting}, with a confirmation sent to {e-mail}. "
                        "Will you note the date while I am on the line?",
                        "Locking in",
                    ),
                    End(Disposition.MEETING),
                ),
            ),
            Section(
                "goodbye",
                "Goodbye",
                (Say("Thank you {contact} for your time. Have a good day.", "Taking leave"),),
            ),
        ),
        (
            Question("decides", "Are you the one who decides on this?", AnswerKind.YES_NO),
            Question("situation", "How do you go about it today?"),
            Question("need", "What would you like to improve first?"),
            Question(
                "when",
                "By when?",
                AnswerKind.CHOICE,
                ("Within three months", "This year", "Later"),
            ),
            Question("email", "Which address may I write to?", AnswerKind.EMAIL),
        ),
        (
            Objection(
                "time",
                "I have no time",
                "The call comes at a bad moment.",
                "Is it the moment, or the subject?",
                "You would talk about it, only not now.",
                "I suggest twenty minutes at a time you choose.",
                "In the morning, or late in the day?",
            ),
            Objection(
                "budget",
                "We have no budget",
                "Budget already spent, or price unknown.",
                "When is your next budget decided?",
                "So the question is the amount and the date.",
                "The meeting gives you a firm amount and binds you to nothing.",
                "With that amount, could you raise it internally?",
            ),
            Objection(
                "supplier",
                "We already have a supplier",
                "Habit, or a contract that runs.",
                "What do you like best about them? What would you change?",
                "You are content on the whole.",
                "I am not asking you to switch, only to be able to compare when the time comes.",
                "When do you review that contract?",
            ),
            Objection(
                "email",
                "Send me something by e-mail",
                "A polite refusal, or a wish to read first.",
                "What would you like to find in it first?",
                "You want to judge for yourself.",
                "I will send it today; a few minutes are enough to go through it together.",
                "Shall we go through it together on Thursday?",
            ),
        ),
    ),
)
