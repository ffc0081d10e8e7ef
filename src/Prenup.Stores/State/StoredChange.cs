using Prenup.Core.Ledger;

namespace Prenup.Stores.State;

/// <summary>What a closed entry says of an object that a cloud stores.</summary>
/// <param name="Id">The object's id.</param>
/// <param name="Opened">Whose attempt it is.</param>
/// <param name="IsStored">Whether the object is stored now; false where it is deleted.</param>
public sealed record StoredChange(string Id, Opened Opened, bool IsStored)
{
    /// <summary>The change that an attempt makes; null where it makes none.</summary>
    public static StoredChange? Of(Opened opened, Closed closed) =>
        closed.StoredId is not { } id ? null
        : opened.Operation == Core.Asking.Operation.Generate ? new(id, opened, IsStored: true)
        : opened.Operation == Core.Asking.Operation.Delete && closed.Outcome == Outcome.Completed
            ? new(id, opened, IsStored: false)
        : null;
}
