namespace Prenup.Stores.Importing;

/// <summary>How far SQLite is behind the journal.</summary>
/// <param name="Bytes">Bytes of the journal that are not taken over.</param>
/// <param name="Age">How long ago all was taken over; zero while nothing is left.</param>
public readonly record struct ImportLag(long Bytes, TimeSpan Age);
