namespace Prenup.Gateway;

/// <summary>Why an offer is not asked; in the order in which it is looked at, so that a later reason came closer to an answer.</summary>
public enum Struck
{
    /// <summary>It may be asked.</summary>
    Not,

    /// <summary>It does not speak the dialect.</summary>
    Dialect,

    /// <summary>The request asks for a tool that the cloud itself would have to run, and its host runs none.</summary>
    Tool,

    /// <summary>State that the request refers to is elsewhere.</summary>
    Pin,

    /// <summary>Its region scope is none that the key's project, team or organisation may be served from.</summary>
    Residency,

    /// <summary>The client forces another offer, or excludes this one.</summary>
    Override,

    /// <summary>It has no price in force, and such offers are refused.</summary>
    PriceUnknown,

    /// <summary>It has no price in force, so that no amount can be reserved for it in a budget.</summary>
    Unbounded,

    /// <summary>It could cost more than the client allows.</summary>
    TooDear,

    /// <summary>It is resting.</summary>
    Cooling,
}
