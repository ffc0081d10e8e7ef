using Prenup.Core.Keys;

namespace Prenup.Configuring;

/// <summary>Who is told of alerts.</summary>
/// <param name="Url">Where alerts are posted.</param>
/// <param name="Secret">What they are signed with.</param>
public sealed record Webhook(Uri Url, Secret Secret)
{
    /// <summary>What it is known by: its address without query and password.</summary>
    public string Name => Url.GetLeftPart(UriPartial.Path);
}
