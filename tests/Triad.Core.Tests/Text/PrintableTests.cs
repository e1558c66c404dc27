using Triad.Core.Text;

namespace Triad.Core.Tests.Text;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("\u001b[2Jgone", @"\u001b[2Jgone")]
    [InlineData("\u001b]0;title\u0007", @"\u001b]0;title\u0007")]
    [InlineData("one\r\ntwo\tthree", @"one\r\ntwo\tthree")]
    [InlineData("\u009b31m", @"\u009b31m")]
    [InlineData("\u007f", @"\u007f")]
    [InlineData("\u2028\u2029", @"\u2028\u2029")]
    [InlineData("cod\u202egpj.exe", @"cod\u202egpj.exe")]
    public void Escape_WhatSteersATerminal_IsShown(string text, string shown) => Assert.Equal(shown, Printable.Escape(text));

    [Fact]
    public void Escape_HalfOfASurrogatePair_IsShown() => Assert.Equal(@"half \ud83d", Printable.Escape("half " + (char)0xd83d));

    [Theory]
    [InlineData("a red kettle.mp4")]
    [InlineData("Ünï 映画 😀 👩‍👩‍👧 עברית")]
    [InlineData(@"back\slash")]
    [InlineData("")]
    public void Escape_OtherText_StaysAsItIs(string text) => Assert.Equal(text, Printable.Escape(text));
}
