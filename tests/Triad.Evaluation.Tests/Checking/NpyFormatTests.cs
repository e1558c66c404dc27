using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Triad.Evaluation.Checking;
using Triad.Inference.Kinds;

namespace Triad.Evaluation.Tests.Checking;

public sealed class NpyFormatTests
{
    [Property]
    public Property Read_WhatWasWritten_IsTheSame() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<int>().Filter(rows => rows is >= 0 and < 20),
            ArbMap.Default.ArbFor<int>().Filter(columns => columns is >= 0 and < 20),
            (rows, columns) =>
            {
                var array = new StoredArray([rows, columns], [.. Enumerable.Range(0, rows * columns).Select(i => MathF.Sin(i))]);

                var read = NpyFormat.Read(NpyFormat.Write(array));

                Assert.Equal(array.Shape, read.Shape);
                Assert.Equal(array.Values, read.Values);
            });

    [Theory]
    [InlineData("'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), ", "C order")]
    [InlineData("'descr': '|O8', 'fortran_order': False, 'shape': (1,), ", "'|O8'")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), ", "(2, 3)")]
    public void Read_OfWhatIsNotPlain_SaysWhat(string header, string words)
    {
        var text = $"{{{header}}}\n";
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text), 0, 0, 0, 0];

        var refused = Assert.Throws<InvalidDataException>(() => NpyFormat.Read(bytes));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfACutFile_IsRefused()
    {
        var whole = NpyFormat.Write(new StoredArray([4], [1, 2, 3, 4]));

        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.Throws<InvalidDataException>(() => NpyFormat.Read(whole.AsSpan(0, length))));
    }
}
