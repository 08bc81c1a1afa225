-- Which change of which page came last stands in the line itself, as JSON: each tap asks one statement less of the one that writes.
alter table order_line add column devices text not null default '{}' check (json_valid(devices));

update order_line set devices = (
  select json_group_object(d.device, d.number) from order_line_device d where d.order_line_id = order_line.id);

drop table order_line_device;

-- What a person orders again and again: of the product, so that it stays from month to month.
create table favourite (
  person_id integer not null references person (id),
  product_id integer not null references product (id),
  since text not null,
  primary key (person_id, product_id)
) strict, without rowid;

create index favourite_product on favourite (product_id);

-- A member may keep its name off the page that says who else ordered a product.
alter table member add column hides_name integer not null default 0 check (hides_name in (0, 1));

-- The offers of a month hardly ever change while people order, so the program keeps them in memory for as long as this number stays.
-- Triggers count it up, so that nobody who changes an offer, a category or a supplier's name can forget to.
create table offer_change (
  id integer primary key check (id = 1),
  number integer not null
) strict;

insert into offer_change (id, number) values (1, 0);

create trigger offer_change_insert after insert on offer begin update offer_change set number = number + 1; end;
create trigger offer_change_update after update on offer begin update offer_change set number = number + 1; end;
create trigger offer_change_delete after delete on offer begin update offer_change set number = number + 1; end;
create trigger offer_change_category_insert after insert on category begin update offer_change set number = number + 1; end;
create trigger offer_change_category_update after update on category begin update offer_change set number = number + 1; end;
create trigger offer_change_category_delete after delete on category begin update offer_change set number = number + 1; end;
create trigger offer_change_supplier after update of name on supplier begin update offer_change set number = number + 1; end;
