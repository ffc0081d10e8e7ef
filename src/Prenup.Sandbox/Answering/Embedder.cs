using System.Security.Cryptography;
using System.Text;

namespace Prenup.Sandbox.Answering;

/// <summary>Unit vectors that depend on the text alone, so that equal texts are equal vectors everywhere.</summary>
internal static class Embedder
{
    public static float[] Vector(string text, int dimensions)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var random = new Random(BitConverter.ToInt32(digest, 0));
        var vector = new float[dimensions];
        double square = 0;
        for (int i = 0; i < dimensions; i++)
        {
            vector[i] = (float)(random.NextDouble() - 0.5);
            square += vector[i] * (double)vector[i];
        }

        float norm = (float)Math.Sqrt(square);
        for (int i = 0; i < dimensions; i++)
        {
            vector[i] /= norm;
        }

        return vector;
    }
}
