using Prenup.Sandbox;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Seeing;

namespace Prenup.Demo;

/// <summary>What goes wrong at the simulated clouds, so that another offer is seen to take over. Nothing of it is billed.</summary>
internal sealed class DemoFaults(SandboxClouds clouds)
{
    private const int Every = 50; // exchanges: some two seconds
    private const int First = 15;

    private int _next;

    /// <summary>Prepares the next fault where one is due.</summary>
    /// <param name="turn">The exchange about to begin, from 0.</param>
    public void Arrange(int turn)
    {
        if (turn % Every != First)
        {
            return;
        }
        switch (_next++ % 7)
        {
            case 0: // for a while this offer rests
                clouds.Azure.Faults.Enqueue(Fault.Status(429, null, ("retry-after", "1")), Serves("gpt-4.1-mini"));
                break;
            case 1: // AWS names no wait
                clouds.Aws.Runtime.Faults.Enqueue(Fault.Status(429), Serves("global.openai.gpt-5.6-luna"));
                break;
            case 2: // a 200 that turns out to be none
                clouds.OpenAi.Faults.Enqueue(Fault.ErrorEvent(afterEvents: 0), static call => IsStreamedChat(call));
                break;
            case 3:
                clouds.Vertex.Faults.Enqueue(Fault.Status(503), Serves("openai/gpt-oss-120b-maas"));
                break;
            case 4: // nobody can say what that cost: the entry is an estimate, and says so
                clouds.OpenAi.Faults.Enqueue(Fault.ResetBeforeHead(), Serves("text-embedding-3-small"));
                break;
            case 5:
                clouds.Aws.Mantle.Faults.Enqueue(Fault.Status(503), Serves("openai.gpt-5.5"));
                break;
            default:
                clouds.Azure.Faults.Enqueue(Fault.Status(503), Serves("gpt-55-payg"));
                break;
        }
    }

    private static Func<SeenCall, bool> Serves(string model) =>
        call => call.Seen.Model == model || call.Path.Contains($"/{model}/", StringComparison.Ordinal);

    private static bool IsStreamedChat(SeenCall call) =>
        call.Seen.Stream == true && call.Path.EndsWith("/chat/completions", StringComparison.Ordinal);
}
