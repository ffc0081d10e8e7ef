namespace Prenup.Gateway;

/// <summary>Who served a request, as a reply's head says; each null where it is silent.</summary>
/// <param name="Model">The model.</param>
/// <param name="Tier">The service tier.</param>
/// <param name="SpilledTo">The deployment that took it because the one asked for had no room: it is billed by the token.</param>
public readonly record struct ServedBy(string? Model, string? Tier, string? SpilledTo);
