namespace Prenup.Gateway.Accepting;

/// <summary>Who may ask an endpoint.</summary>
public enum Role : byte
{
    /// <summary>Anybody: it tells nothing and costs nothing.</summary>
    Anonymous,

    /// <summary>Whoever has a virtual key; Admitting finds out.</summary>
    Key,

    /// <summary>Whoever has the admin key.</summary>
    Admin,
}
