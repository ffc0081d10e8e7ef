namespace Prenup.Sandbox.Faults;

/// <summary>How a cut looks to the client.</summary>
public enum CutKind
{
    /// <summary>The connection is reset (RST).</summary>
    Reset,

    /// <summary>The connection is closed (FIN) before the body's end.</summary>
    Fin,

    /// <summary>The body ends as if it were complete.</summary>
    End,
}
