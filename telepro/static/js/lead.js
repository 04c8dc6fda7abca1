// A lead's page: what moves it along the pipeline, and its story.
import "./pipeline.js";
import "./story.js";
