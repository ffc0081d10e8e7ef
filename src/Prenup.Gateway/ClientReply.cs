using System.IO.Pipelines;

namespace Prenup.Gateway;

/// <summary>The way back to the client, without the web framework: what the stages behind Accepting may do with it.</summary>
public abstract class ClientReply
{
    /// <summary>Whether the status and the headers have left.</summary>
    public abstract bool Started { get; }

    /// <summary>Where the body is written. Not thread-safe: one writer at a time.</summary>
    public abstract PipeWriter Body { get; }

    /// <summary>Sets the status; before <see cref="Started"/> only.</summary>
    public abstract void Status(int status);

    /// <summary>Sets a header; before <see cref="Started"/> only.</summary>
    public abstract void Header(string name, string value);

    /// <summary>Sets the length of the body; before <see cref="Started"/> only.</summary>
    public abstract void Length(long bytes);

    /// <summary>Sends a trailer where the protocol has them; elsewhere nothing.</summary>
    public abstract void Trailer(string name, string value);

    /// <summary>Ends the connection without a proper end, so that the client cannot take a torn reply for a whole one.</summary>
    public abstract void Abort();
}
