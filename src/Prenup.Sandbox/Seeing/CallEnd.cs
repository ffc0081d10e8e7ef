namespace Prenup.Sandbox.Seeing;

/// <summary>How a call ended, from the cloud's side.</summary>
public enum CallEnd
{
    /// <summary>It has not ended yet.</summary>
    Running,

    /// <summary>Every byte of the reply was handed to the network.</summary>
    Completed,

    /// <summary>A fault ended the reply early.</summary>
    CutByCloud,

    /// <summary>The client closed the connection before the last byte.</summary>
    ClientGone,
}
