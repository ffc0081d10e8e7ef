using System.Text.Json;

namespace Prenup.Sandbox.Asking;

/// <summary>A function the model may call.</summary>
internal sealed record Tool(string Name, JsonElement Parameters);
