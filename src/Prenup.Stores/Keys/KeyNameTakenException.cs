namespace Prenup.Stores.Keys;

/// <summary>A key of this name was made before; names are not used again, since entries are filed under them.</summary>
/// <param name="name">The name.</param>
public sealed class KeyNameTakenException(string name)
    : InvalidOperationException($"There is (or was) a key named '{name}': choose another name.");
