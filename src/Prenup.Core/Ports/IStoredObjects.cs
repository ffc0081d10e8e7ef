namespace Prenup.Core.Ports;

/// <summary>Whose is what a cloud stores for a client: responses today.</summary>
public interface IStoredObjects
{
    /// <summary>The object with this id, or null where no project of ours made it (or it was deleted).</summary>
    ValueTask<StoredObject?> FindAsync(string id);
}

/// <summary>What a cloud stores on a project's behalf.</summary>
/// <param name="Id">The cloud's id: <c>resp_…</c>.</param>
/// <param name="Project">The project that made it; nobody else sees it.</param>
/// <param name="Model">The model it was made with, as asked for.</param>
/// <param name="Offer">The offer that holds it; what follows goes there.</param>
public sealed record StoredObject(string Id, string Project, string Model, string Offer);
