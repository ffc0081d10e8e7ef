namespace Prenup.Sandbox.Wire;

/// <summary>What a piece of a reply is for, so that faults can aim at it.</summary>
internal enum Part
{
    /// <summary>A whole body in one piece.</summary>
    Body,

    /// <summary>Events before any content: created, role, prompt filter.</summary>
    Preamble,

    /// <summary>An event with text, reasoning or tool arguments.</summary>
    Content,

    /// <summary>Events that close content: done events, the finish reason.</summary>
    Finish,

    /// <summary>The chat chunk that carries usage alone.</summary>
    Usage,

    /// <summary>The event that ends the stream: [DONE], response.completed and its kin.</summary>
    Terminal,
}
