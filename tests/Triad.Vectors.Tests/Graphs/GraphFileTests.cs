using System.Text;
using Triad.Core.Identity;
using Triad.Vectors.Graphs;

namespace Triad.Vectors.Tests.Graphs;

public sealed class GraphFileTests
{
    private static readonly GraphKey[] Keys =
    [
        new(new PointId(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")), 0x0102030405060708),
        new(new PointId(Guid.Parse("ffeeddcc-bbaa-9988-7766-554433221100")), GraphKey.ContentOf([0.6f, -0.8f])),
    ];

    private static readonly byte[] Native = Encoding.ASCII.GetBytes("graph");

    [Fact]
    public void ToBytes_TwoNodes_AreTheseBytes() => Assert.Equal(
        "54725647010000000D00000002000000800000000200000005000000000000000011223344556677"
        + "8899AABBCCDDEEFF0807060504030201FFEEDDCCBBAA99887766554433221100"
        + "8279587C8107B9406772617068" + "6CA2925D",
        Convert.ToHexString(GraphFile.ToBytes(13, 2, 128, Keys, Native)));

    [Fact]
    public void Parse_WhatWasWritten_IsThat()
    {
        var (breadth, keys, native) = Assert.NotNull(GraphFile.Parse(GraphFile.ToBytes(13, 2, 128, Keys, Native), 13, 2));

        Assert.Equal(128, breadth);
        Assert.Equal(Keys, keys);
        Assert.Equal(Native, native.ToArray());
    }

    [Fact]
    public void Parse_AnyFlippedBitOrShorterFile_IsNothing()
    {
        var file = GraphFile.ToBytes(13, 2, 128, Keys, Native);
        for (var at = 0; at < file.Length; at++)
        {
            Assert.Null(GraphFile.Parse(file.AsMemory(0, at), 13, 2));
            file[at] ^= 4;
            Assert.Null(GraphFile.Parse(file, 13, 2));
            file[at] ^= 4;
        }
    }

    [Fact]
    public void Parse_FileOfAnotherSetOrDimension_IsNothing()
    {
        var file = GraphFile.ToBytes(13, 2, 128, Keys, Native);

        Assert.Null(GraphFile.Parse(file, 12, 2));
        Assert.Null(GraphFile.Parse(file, 13, 3));
    }
}
