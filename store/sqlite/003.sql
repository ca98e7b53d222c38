-- Documents had ids that did not depend on their text: a cached reply may hold offsets of another text than the document that
-- was kept under its id, and a page may be kept under the id of what an older reader found.
delete from cached_replies;
delete from pages;
