-- Shopping lists: what a household likes to order again, under a name.

create table shopping_list (
  id integer primary key,
  member_id integer not null references member (id),
  name text not null check (length(trim(name)) > 0),
  made_at text not null,
  made_by integer references person (id),
  removed_at text -- thrown away; can be put back
) strict;
create index shopping_list_member on shopping_list (member_id);

create table shopping_list_line (
  shopping_list_id integer not null references shopping_list (id),
  product_id integer not null references product (id),
  amount integer not null check (amount > 0),
  unit text not null, -- what the amount counted when it was written down: a pack that has grown since is said
  primary key (shopping_list_id, product_id)
) strict, without rowid;

-- what a product cost before, and its newest offer
create index offer_product on offer (product_id);
