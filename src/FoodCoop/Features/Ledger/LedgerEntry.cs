namespace FoodCoop.Features.Ledger;

/// <summary>Marks rows of the table ledger_entry: a charge (negative), a payment (positive), or the reversal of one.</summary>
public sealed class LedgerEntry : IEntity;

/// <summary>Marks rows of the table statement: what a member is asked to pay for a cycle.</summary>
public sealed class Statement : IEntity;

/// <summary>What an entry is. A charge is never above zero, a payment always; a correction goes either way.</summary>
public enum EntryKind { Charge, Payment, Correction, Reversal }
