-- An approval is of money or of an exception. Which system decides on it is configuration.
alter table rma_case rename column hui_lian_yi to money_approval;
alter table rma_case rename column landray to exception_approval;
