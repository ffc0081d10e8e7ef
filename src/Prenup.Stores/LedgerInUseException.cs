namespace Prenup.Stores;

/// <summary>Another process holds the data folder.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="cause">What the operating system said.</param>
public sealed class LedgerInUseException(string folder, Exception cause)
    : IOException(
        $"The data folder '{folder}' is in use by another gateway: stop that one, or name another folder.",
        cause
    );
