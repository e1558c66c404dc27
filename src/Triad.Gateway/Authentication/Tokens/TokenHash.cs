using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Triad.Gateway.Authentication.Tokens;

/// <summary>SHA-256 of a token: what a cache knows it by, so that to look for one tells nothing of others.</summary>
internal readonly record struct TokenHash(UInt128 First, UInt128 Second)
{
    /// <summary>The hash of a token of letters that a header can carry.</summary>
    public static TokenHash Of(ReadOnlySpan<char> token)
    {
        Span<byte> bytes = stackalloc byte[token.Length];
        Encoding.ASCII.GetBytes(token, bytes);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new TokenHash(BinaryPrimitives.ReadUInt128LittleEndian(hash), BinaryPrimitives.ReadUInt128LittleEndian(hash[16..]));
    }
}
