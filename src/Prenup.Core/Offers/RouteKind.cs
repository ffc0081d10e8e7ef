namespace Prenup.Core.Offers;

/// <summary>How the order of a model's offers is chosen.</summary>
public enum RouteKind : byte
{
    /// <summary>As written.</summary>
    Ordered = 0,

    /// <summary>Drawn by weight, without replacement.</summary>
    Weighted = 1,
}
